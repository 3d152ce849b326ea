package io.monitoring.platform.guard;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import java.util.List;

/**
 * A breaker at one moment.
 *
 * @param since when it came into this state; for one that never changed, the start of this instance
 * @param calls attempts among the latest ones that the breaker looks at, since it last closed
 * @param failures those of them that failed
 * @param refused calls it kept away since the start of this instance
 * @param manual who holds it; null where nobody does
 * @param transitions the last ones, newest first
 */
public record BreakerSnapshot(
        String name,
        CircuitBreakerState state,
        Instant since,
        int calls,
        int failures,
        long refused,
        ManualHold manual,
        List<BreakerTransition> transitions) {}
