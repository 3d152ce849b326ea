package io.monitoring.advisor.evidence;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;

/**
 * A breaker of this instance.
 *
 * @param unhealthy whether what is behind it failed the last call
 * @param lastError kind of the last failure; null when there was none
 * @param held whether an admin holds it
 */
public record BreakerReading(
        String name,
        CircuitBreakerState state,
        Instant since,
        int calls,
        int failures,
        boolean unhealthy,
        String lastError,
        boolean held) {

    public boolean isOpen() {
        return state != CircuitBreakerState.CLOSED;
    }
}
