/** The queue: dirty marks, the consumer, and the work that follows a write; the sweep finds what the queue has lost. */
package io.monitoring.pipeline;
