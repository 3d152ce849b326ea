/** What a Lambda function gets: HTTP of three kinds, batches of the queue, schedules and direct invokes. Profile lambda only. */
package io.monitoring.lambda;
