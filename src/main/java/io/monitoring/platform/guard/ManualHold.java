package io.monitoring.platform.guard;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;

/**
 * A breaker that an admin holds: OPEN refuses every call, CLOSED lets every call through whatever became of those before.
 *
 * @param until when the hold ends by itself
 * @param by who holds it
 */
public record ManualHold(CircuitBreakerState state, String reason, Instant until, String by) {

    public ManualHold {
        if (state == CircuitBreakerState.HALF_OPEN) {
            throw new IllegalArgumentException("a breaker is held open or closed");
        }
    }

    boolean open() {
        return state == CircuitBreakerState.OPEN;
    }
}
