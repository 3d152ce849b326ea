package io.monitoring.platform.guard;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What is remembered of one breaker: SmallRye's own knows its state, but not since when, nor why. */
public final class BreakerRecord {

    private static final int TRANSITIONS_KEPT = 20;

    private final String name;
    private final int volume;
    private final Deque<Boolean> failedAttempts = new ArrayDeque<>();
    private final Deque<BreakerTransition> transitions = new ArrayDeque<>();
    private CircuitBreakerState state = CircuitBreakerState.CLOSED;
    private Instant since;
    private String lastFailure = "none";
    private long refused;

    BreakerRecord(String name, int volume, Instant start) {
        this.name = name;
        this.volume = volume;
        this.since = start;
    }

    synchronized void attempted(String failureKind) {
        if (failedAttempts.size() == volume) {
            failedAttempts.removeFirst();
        }
        failedAttempts.addLast(failureKind != null);
        if (failureKind != null) {
            lastFailure = failureKind;
        }
    }

    synchronized void clear() {
        failedAttempts.clear();
    }

    synchronized void refused() {
        refused++;
    }

    synchronized BreakerTransition moved(CircuitBreakerState to, String reason, Instant now) {
        var transition = new BreakerTransition(now, state, to, reason);
        state = to;
        since = now;
        if (to == CircuitBreakerState.CLOSED) {
            clear();
        }
        if (transitions.size() == TRANSITIONS_KEPT) {
            transitions.removeLast();
        }
        transitions.addFirst(transition);
        return transition;
    }

    synchronized String lastFailure() {
        return lastFailure;
    }

    synchronized CircuitBreakerState state() {
        return state;
    }

    synchronized Instant since() {
        return since;
    }

    /** {@code manual} is null where nobody holds the breaker. */
    public synchronized BreakerSnapshot snapshot(ManualHold manual) {
        int failures = (int) failedAttempts.stream().filter(failed -> failed).count();
        return new BreakerSnapshot(
                name, state, since, failedAttempts.size(), failures, refused, manual, List.copyOf(transitions));
    }
}
