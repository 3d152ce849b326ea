package io.monitoring.resilience;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.monitoring.platform.guard.ManualHold;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import java.util.Map;

/**
 * What {@code GET /health} answers.
 *
 * @param circuitBreaker the worst of the breakers' states
 * @param details what features add, such as {@code dead_letters}
 * @param services what is known of each dependency from the last calls to it
 */
record HealthDocument(
        Status status,
        Instant timestamp,
        String environment,
        String version,
        CircuitBreakerState circuitBreaker,
        Map<String, BreakerHealth> circuitBreakers,
        Map<String, ServiceHealth> services,
        @JsonAnyGetter Map<String, Object> details) {

    /** Unhealthy means: points cannot be accepted durably. Degraded means: they can, and something else is amiss. */
    enum Status {
        @JsonProperty("healthy")
        HEALTHY,
        @JsonProperty("degraded")
        DEGRADED,
        @JsonProperty("unhealthy")
        UNHEALTHY
    }

    enum ServiceHealth {
        @JsonProperty("healthy")
        HEALTHY,
        @JsonProperty("unhealthy")
        UNHEALTHY,
        @JsonProperty("unknown")
        UNKNOWN
    }

    /**
     * @param calls the latest attempts that the breaker looks at
     * @param failures those of them that failed
     * @param lastError the kind of the last failure, null where there was none
     * @param manual how the breaker is held, absent where it is not
     */
    record BreakerHealth(
            CircuitBreakerState state,
            Instant since,
            int calls,
            int failures,
            String lastError,
            @JsonInclude(JsonInclude.Include.NON_NULL) BreakerHold manual) {}

    /** A hold without its holder: this document is open to all, and who holds a breaker is shown to admins. */
    record BreakerHold(CircuitBreakerState state, String reason, Instant until) {

        static BreakerHold of(ManualHold hold) {
            return hold == null ? null : new BreakerHold(hold.state(), hold.reason(), hold.until());
        }
    }
}
