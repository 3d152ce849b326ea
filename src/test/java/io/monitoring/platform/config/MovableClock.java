package io.monitoring.platform.config;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of the application under test: the system's, plus as much as a test has let pass; once stopped, time passes
 * only as a test lets it. Never goes back.
 */
@Singleton
public final class MovableClock extends Clock {

    private volatile Clock system = Clock.systemUTC();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    Clock clock() {
        return this;
    }

    /** For simulations, whose time has nothing to do with how long they take. */
    public void stopTheSystemClock() {
        system = Clock.fixed(system.instant(), ZoneOffset.UTC);
    }

    public void advance(Duration time) {
        ahead.updateAndGet(before -> before.plus(time));
    }

    /** To the full hour that comes next; a whole hour where it is one. */
    public void advanceToTheNextHour() {
        Instant now = instant();
        advance(Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)));
    }

    @Override
    public Instant instant() {
        return system.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this product knows UTC only");
    }
}
