/** Breakers as users see them: {@code /health}, the admin resource, the state of the fleet. */
package io.monitoring.resilience;
