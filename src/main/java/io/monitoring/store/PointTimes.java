package io.monitoring.store;

import java.time.Duration;

/** Which times points may have, beside the retention. */
public final class PointTimes {

    /** How far a point may be ahead of this server's clock: enough for clocks that are not set well. */
    public static final Duration MAX_AHEAD = Duration.ofMinutes(10);

    private PointTimes() {}
}
