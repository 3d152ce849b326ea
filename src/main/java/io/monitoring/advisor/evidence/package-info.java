/** What an analysis looks at: points by period, breakers, the queue, dependencies; gathered at once and in time. */
package io.monitoring.advisor.evidence;
