package io.monitoring.resilience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.monitoring.platform.guard.BreakerPolicy;
import io.monitoring.platform.guard.BreakerSnapshot;
import io.monitoring.platform.guard.BreakerTransition;
import io.monitoring.platform.guard.ManualHold;
import io.monitoring.resilience.fleet.Acknowledgement.Instances;
import io.monitoring.resilience.fleet.InstanceState;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What {@code GET /admin/circuit-breakers} answers: this instance in full, and the fleet.
 *
 * @param scope {@code fleet}, or {@code instance} where nothing is known of the others
 * @param generation the latest order that this instance has carried out
 */
record BreakerReport(
        String scope,
        long generation,
        Instances instances,
        Map<String, Breaker> circuitBreakers,
        Member instance,
        Fleet fleet) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Breaker(
            CircuitBreakerState state,
            Instant since,
            int calls,
            int failures,
            long refused,
            ManualHold manual,
            Thresholds thresholds,
            List<BreakerTransition> transitions) {

        static Breaker of(BreakerSnapshot breaker, Thresholds thresholds) {
            return new Breaker(
                    breaker.state(),
                    breaker.since().truncatedTo(ChronoUnit.MILLIS),
                    breaker.calls(),
                    breaker.failures(),
                    breaker.refused(),
                    breaker.manual(),
                    thresholds,
                    breaker.transitions());
        }
    }

    /** When a breaker opens, and when it closes again. */
    record Thresholds(int volume, double failureRatio, Duration openTime, int trials, Duration attemptTimeout) {
        static Thresholds of(BreakerPolicy policy) {
            return new Thresholds(
                    policy.volume(),
                    policy.failureRatio(),
                    policy.openTime(),
                    policy.trials(),
                    policy.attemptTimeout());
        }
    }

    /**
     * @param detail why it is not available; absent where it is
     * @param generation the latest order
     * @param instances those that are known
     * @param worst the worst state of each breaker among them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fleet(
            boolean available,
            String detail,
            Long generation,
            List<Member> instances,
            Map<String, CircuitBreakerState> worst) {

        static Fleet unavailable(String detail) {
            return new Fleet(false, detail, null, null, null);
        }
    }

    record Member(
            String id,
            String host,
            Instant started,
            Instant lastHeartbeat,
            long generation,
            Map<String, CircuitBreakerState> states) {

        static Member of(InstanceState state) {
            return new Member(
                    state.id(), state.host(), state.started(), state.seen(), state.generation(), state.states());
        }
    }
}
