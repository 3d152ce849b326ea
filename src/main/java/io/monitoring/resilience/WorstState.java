package io.monitoring.resilience;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.util.Collection;
import java.util.stream.Stream;

/** The worst of several breakers' states: open, then half-open, then closed. */
final class WorstState {

    private WorstState() {}

    static CircuitBreakerState of(Collection<CircuitBreakerState> states) {
        return Stream.of(CircuitBreakerState.OPEN, CircuitBreakerState.HALF_OPEN)
                .filter(states::contains)
                .findFirst()
                .orElse(CircuitBreakerState.CLOSED);
    }
}
