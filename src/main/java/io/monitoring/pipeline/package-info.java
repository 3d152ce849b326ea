/** The queue: dirty marks, the consumer, and the work that follows a write. */
package io.monitoring.pipeline;
