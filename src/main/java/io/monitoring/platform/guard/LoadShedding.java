package io.monitoring.platform.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether requests are turned away for want of a place. What can be done later and cheaper then may be. */
@ApplicationScoped
public class LoadShedding {

    private static final long LASTS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private volatile long until;

    @Inject
    LoadShedding() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    public LoadShedding(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.until = nanoTime.getAsLong();
    }

    /** To be told of every request that was turned away. */
    public void turnedAway() {
        until = nanoTime.getAsLong() + LASTS;
    }

    /** Whether one was within the last second. */
    public boolean isGoingOn() {
        return until - nanoTime.getAsLong() > 0;
    }
}
