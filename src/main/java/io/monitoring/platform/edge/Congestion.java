package io.monitoring.platform.edge;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Leaves less room for requests while the event loops are late: what waits there is counted nowhere else, and health waits
 * behind it. A loop that is late by more than the tolerance takes a fifth of the room, one that is in time gives a little
 * back.
 */
final class Congestion {

    private static final Duration EVERY = Duration.ofMillis(25);

    /**
     * So many requests are never the reason; a loop that is late with fewer has a busy machine under it. With fewer, what is
     * written together is so little that each point costs more, and the loops are no earlier for it (bench/faults --scenario
     * overload).
     */
    private static final long LEAST = 64;

    private static final double SHRINKS_TO = 0.8;

    private final Capacity room;
    private final long most;
    private final Duration tolerance;
    private final ThreadLocal<Boolean> watched = ThreadLocal.withInitial(() -> false);

    Congestion(Capacity room, Duration tolerance) {
        this.room = room;
        this.tolerance = tolerance;
        this.most = room.size();
    }

    /** From now on watches the event loop that calls. */
    void watch(Vertx vertx) {
        if (!watched.get()) {
            watched.set(true);
            vertx.setPeriodic(EVERY.toMillis(), new Ticks()::tick);
        }
    }

    /** Told every so often how late a loop is. */
    synchronized void late(Duration by) {
        long size = room.size();
        room.resize(
                by.compareTo(tolerance) > 0
                        ? Math.max(Math.min(LEAST, most), (long) (size * SHRINKS_TO))
                        : Math.min(most, size + 1));
    }

    private final class Ticks {
        private long last = System.nanoTime();

        void tick(long timer) {
            long now = System.nanoTime();
            late(Duration.ofNanos(now - last).minus(EVERY));
            last = now;
        }
    }
}
