/** Breakers as users see them: {@code /health} and the admin resource, of this instance. */
package io.monitoring.resilience;
