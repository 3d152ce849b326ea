/** Breakers as users see them: {@code /health} of this instance, and the admin resource, whose resets and holds are the fleet's. */
package io.monitoring.resilience;
