package io.monitoring.platform.guard;

import java.time.Instant;

/**
 * What the last answered or failed call told of a dependency.
 *
 * @param since when it came into this condition
 * @param seen when it was last heard of, or heard not to answer
 * @param lastError the kind of the last failure, null when there was none
 */
public record DependencyState(Condition condition, Instant since, Instant seen, String lastError) {

    /** Unknown until the first call. */
    public enum Condition {
        HEALTHY,
        UNKNOWN,
        UNHEALTHY
    }

    static DependencyState unknown(Instant now) {
        return new DependencyState(Condition.UNKNOWN, now, Instant.EPOCH, null);
    }

    DependencyState answered(Instant now) {
        return moved(Condition.HEALTHY, now, lastError);
    }

    DependencyState failed(String error, Instant now) {
        return moved(Condition.UNHEALTHY, now, error);
    }

    /** It answers, only not all of us: one hot key is no outage, and when it is more than that the breaker opens. */
    DependencyState throttled(String error, Instant now) {
        return moved(condition, now, error);
    }

    private DependencyState moved(Condition next, Instant now, String error) {
        return new DependencyState(next, next == condition ? since : now, now, error);
    }
}
