package io.monitoring.advisor.evidence;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;

/** A transition of a breaker, of this instance or another of the fleet. */
public record BreakerMove(String name, Instant at, CircuitBreakerState from, CircuitBreakerState to, String reason) {}
