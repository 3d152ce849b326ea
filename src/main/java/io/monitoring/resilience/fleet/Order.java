package io.monitoring.resilience.fleet;

import io.monitoring.platform.guard.ManualHold;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;

/** What every instance is to do with a breaker. */
public sealed interface Order {

    /** Who gave it. */
    String by();

    /** Close it, and end whatever hold there is. */
    record Reset(String by) implements Order {}

    /** Hold it open or closed. */
    record Hold(CircuitBreakerState state, String reason, Instant until, String by) implements Order {

        public ManualHold manual() {
            return new ManualHold(state, reason, until, by);
        }
    }
}
