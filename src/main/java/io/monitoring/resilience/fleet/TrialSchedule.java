package io.monitoring.resilience.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * When an open breaker is tried, and when it was answered often enough to close. A breaker that closed on trials and
 * opened again within its open time waits twice as long before the next: the trials' few calls prove less than traffic.
 */
final class TrialSchedule {

    private static final int DOUBLINGS_AT_MOST = 5;

    private final EarlyClosingConfig config;
    private final Duration relapseWithin;
    private final DoubleSupplier chance;
    private Instant opened = Instant.MIN;
    private Instant next = Instant.MIN;
    private Instant closed = Instant.MIN;
    private int answers;
    private int relapses;

    TrialSchedule(EarlyClosingConfig config, Duration relapseWithin, DoubleSupplier chance) {
        this.config = config;
        this.relapseWithin = relapseWithin;
        this.chance = chance;
    }

    /** {@code since} is when the breaker, which is open, opened. */
    synchronized boolean due(Instant since, Instant now) {
        if (!since.equals(opened)) {
            opened = since;
            answers = 0;
            boolean relapse = since.isBefore(closed.equals(Instant.MIN) ? Instant.MIN : closed.plus(relapseWithin));
            relapses = relapse ? Math.min(relapses + 1, DOUBLINGS_AT_MOST) : 0;
            next = since.plus(config.after().multipliedBy(1L << relapses));
        }
        return !now.isBefore(next);
    }

    /** True when that was often enough. An answer is confirmed soon: every trial more keeps out what may be back. */
    synchronized boolean answered(Instant now) {
        answers++;
        next = now.plus(config.confirmAfter());
        if (answers < config.answers()) {
            return false;
        }
        closed = now;
        return true;
    }

    synchronized void failed(Instant now) {
        answers = 0;
        wait(now);
    }

    private void wait(Instant now) {
        next = now.plusMillis((long) (config.every().toMillis() * (0.8 + chance.getAsDouble() * 0.4)));
    }
}
