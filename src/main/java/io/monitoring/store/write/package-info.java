/** Writing points: group commit, keyed commit, and the queue where DynamoDB does not take them. */
package io.monitoring.store.write;
