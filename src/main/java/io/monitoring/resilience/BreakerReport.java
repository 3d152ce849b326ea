package io.monitoring.resilience;

import io.monitoring.platform.BreakerSnapshot;
import io.monitoring.platform.BreakerTransition;
import io.monitoring.platform.BreakersConfig;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What {@code GET /admin/circuit-breakers} answers. The fleet's part is to come; until then the scope is this instance.
 *
 * @param generation how many resets this instance has taken up
 */
record BreakerReport(String scope, long generation, Instances instances, Map<String, Breaker> circuitBreakers) {

    /** How many instances are known, and how many of them have taken up the latest reset. */
    record Instances(int known, int acknowledged) {
        static final Instances ONLY_THIS = new Instances(1, 1);
    }

    record Breaker(
            CircuitBreakerState state,
            Instant since,
            int calls,
            int failures,
            long refused,
            Thresholds thresholds,
            List<BreakerTransition> transitions) {

        static Breaker of(BreakerSnapshot breaker, Thresholds thresholds) {
            return new Breaker(
                    breaker.state(),
                    breaker.since().truncatedTo(ChronoUnit.MILLIS),
                    breaker.calls(),
                    breaker.failures(),
                    breaker.refused(),
                    thresholds,
                    breaker.transitions());
        }
    }

    /** When a breaker opens, and when it closes again. */
    record Thresholds(int volume, double failureRatio, Duration openTime, int trials, Duration attemptTimeout) {
        static Thresholds of(BreakersConfig config) {
            return new Thresholds(
                    config.volume(),
                    config.failureRatio(),
                    config.openTime(),
                    config.trials(),
                    config.attemptTimeout());
        }
    }
}
