package io.monitoring.resilience.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/** When something that is done again and again is next due: a tenth earlier or later by chance, so that a fleet spreads. */
final class JitteredInterval {

    private final Duration every;
    private final DoubleSupplier chance;
    private volatile Instant next = Instant.MIN;

    JitteredInterval(Duration every, DoubleSupplier chance) {
        this.every = every;
        this.chance = chance;
    }

    boolean due(Instant now) {
        return !now.isBefore(next);
    }

    void done(Instant now) {
        next = now.plusMillis((long) (every.toMillis() * (0.9 + chance.getAsDouble() / 5)));
    }

    void again() {
        next = Instant.MIN;
    }
}
