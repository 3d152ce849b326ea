package io.monitoring.platform.guard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;

/**
 * The last outcome of each guarded kind of call, kept by its breaker's name: reads may fail while writes do not.
 * Answers from memory; nothing here asks a dependency.
 */
@ApplicationScoped
public class DependencyStates {

    private final Clock clock;
    private final ConcurrentMap<String, DependencyState> states = new ConcurrentHashMap<>();

    DependencyStates(Clock clock) {
        this.clock = clock;
    }

    public DependencyState of(String breaker) {
        DependencyState state = states.get(breaker);
        return state == null ? DependencyState.unknown(clock.instant()) : state;
    }

    /** What was known no longer counts: it is unknown until the next call. */
    public void forget(String breaker) {
        states.remove(breaker);
    }

    /** It was asked, by whatever way, and answered. */
    public void answered(String breaker) {
        update(breaker, DependencyState::answered);
    }

    void failed(String breaker, String error) {
        update(
                breaker,
                (state, now) -> error.equals("throttled") ? state.throttled(error, now) : state.failed(error, now));
    }

    private void update(String breaker, BiFunction<DependencyState, Instant, DependencyState> change) {
        Instant now = clock.instant();
        states.compute(
                breaker, (name, state) -> change.apply(state == null ? DependencyState.unknown(now) : state, now));
    }
}
