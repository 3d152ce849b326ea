package io.monitoring.resilience.fleet;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What an instance tells the others of itself.
 *
 * @param id made anew at each start
 * @param seen when it said so, by its own clock
 * @param every how often it says so
 * @param generation the latest order that it has carried out
 * @param states the state of each of its breakers
 */
public record InstanceState(
        String id,
        String host,
        Instant started,
        Instant seen,
        Duration every,
        long generation,
        Map<String, CircuitBreakerState> states) {

    private static final int MISSED_HEARTBEATS = 3;

    public InstanceState {
        states = Map.copyOf(states);
    }

    /** Not known any more after three missed heartbeats. Its item goes later: DynamoDB takes its time with expiry. */
    public boolean known(Instant now) {
        return !seen.plus(every.multipliedBy(MISSED_HEARTBEATS)).isBefore(now);
    }
}
