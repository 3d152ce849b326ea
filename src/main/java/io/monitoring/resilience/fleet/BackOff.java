package io.monitoring.resilience.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/** Pauses after failures: each twice as long as the one before, up to a longest, and half of it by chance. */
public final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final int DOUBLINGS_AT_MOST = 10;

    private final Duration longest;
    private final DoubleSupplier chance;
    private int failures;
    private Instant until = Instant.MIN;

    /** {@code chance} gives numbers from 0 to 1. */
    BackOff(Duration longest, DoubleSupplier chance) {
        this.longest = longest;
        this.chance = chance;
    }

    synchronized boolean over(Instant now) {
        return !now.isBefore(until);
    }

    /** True where the call before had not failed. */
    synchronized boolean failed(Instant now) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS_AT_MOST));
        Duration pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        until = now.plusMillis((long) (pause.toMillis() * (0.5 + chance.getAsDouble() / 2)));
        failures++;
        return failures == 1;
    }

    /** True where the call before had failed. */
    synchronized boolean succeeded() {
        boolean again = failures > 0;
        failures = 0;
        until = Instant.MIN;
        return again;
    }
}
