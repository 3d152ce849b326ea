package io.monitoring.advisor.request;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time: {@code from} included, {@code to} not. */
public record Period(Instant from, Instant to) {

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period ends after it begins");
        }
    }

    public static Period before(Instant to, Duration length) {
        return new Period(to.minus(length), to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
