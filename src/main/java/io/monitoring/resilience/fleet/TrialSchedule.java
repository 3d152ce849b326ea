package io.monitoring.resilience.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * When an open breaker is tried, and when it was answered often enough to close. A breaker that closed on trials and
 * opened again within its open time waits twice as long before the next: the trials' few calls prove less than traffic.
 */
final class TrialSchedule {

    private static final int DOUBLINGS_AT_MOST = 5;

    private final Supplier<Duration> after;
    private final TrialTiming timing;
    private final Duration relapseWithin;
    private final DoubleSupplier chance;
    private Instant opened = Instant.MIN;
    private Instant next = Instant.MIN;
    private Instant closed = Instant.MIN;
    private int answers;
    private int relapses;

    /**
     * @param after how long a breaker has been open before the first trial; may change meanwhile
     * @param relapseWithin a breaker that opens again so soon had closed in vain
     * @param chance from 0 to 1
     */
    TrialSchedule(Supplier<Duration> after, TrialTiming timing, Duration relapseWithin, DoubleSupplier chance) {
        this.after = after;
        this.timing = timing;
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
            next = since.plus(after.get().multipliedBy(1L << relapses));
        }
        return !now.isBefore(next);
    }

    /** True when that was often enough. An answer is confirmed soon: every trial more keeps out what may be back. */
    synchronized boolean answered(Instant now) {
        answers++;
        next = now.plus(timing.confirmAfter());
        if (answers < timing.answers()) {
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
        next = now.plusMillis((long) (timing.every().toMillis() * (0.8 + chance.getAsDouble() * 0.4)));
    }
}
