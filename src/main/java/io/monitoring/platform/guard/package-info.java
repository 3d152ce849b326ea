/** Breaker, retry, timeout and holds around any outside call, and what became of each. Knows no dependency: a door brings its own classifier of failures. */
package io.monitoring.platform.guard;
