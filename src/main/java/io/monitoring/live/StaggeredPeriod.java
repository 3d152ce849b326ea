package io.monitoring.live;

import java.time.Duration;
import java.time.Instant;

/** When a service's turn is for what is done once in a while: at another moment for each, and the same on every instance. */
record StaggeredPeriod(Duration every) {

    /** Before the first. */
    static final long NEVER = Long.MIN_VALUE;

    /** @param time epoch milliseconds */
    long of(String service, long time) {
        return Math.floorDiv(time + offset(service), every.toMillis());
    }

    Instant beginOf(String service, long turn) {
        return Instant.ofEpochMilli(turn * every.toMillis() - offset(service));
    }

    private long offset(String service) {
        return Math.floorMod(service.hashCode() * 31L, every.toMillis());
    }
}
