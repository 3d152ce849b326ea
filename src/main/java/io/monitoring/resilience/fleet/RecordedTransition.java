package io.monitoring.resilience.fleet;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;

/**
 * A change of a breaker's state as it is kept.
 *
 * @param at in whole milliseconds
 * @param instance the id of the instance whose breaker it is
 * @param sequence counts the transitions of that instance
 */
public record RecordedTransition(
        String name,
        Instant at,
        CircuitBreakerState from,
        CircuitBreakerState to,
        String reason,
        String instance,
        long sequence) {}
