package io.monitoring.platform.guard;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;

/** One change of a breaker's state. */
public record BreakerTransition(Instant at, CircuitBreakerState from, CircuitBreakerState to, String reason) {}
