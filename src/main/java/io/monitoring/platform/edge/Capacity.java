package io.monitoring.platform.edge;

import java.util.concurrent.atomic.AtomicLong;

/** So much of something, and how much of it is taken. */
final class Capacity {

    private volatile long size;
    private final AtomicLong taken = new AtomicLong();

    Capacity(long size) {
        this.size = size;
    }

    /** Whether so much could be taken now. */
    boolean has(long amount) {
        return taken.get() + amount <= size;
    }

    boolean take(long amount) {
        long before = taken.get();
        while (before + amount <= size) {
            if (taken.compareAndSet(before, before + amount)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    void giveBack(long amount) {
        taken.addAndGet(-amount);
    }

    long size() {
        return size;
    }

    /** What is taken stays taken, also where it is more than there is room for from now on. */
    void resize(long to) {
        size = to;
    }

    long taken() {
        return taken.get();
    }
}
