package io.monitoring.bench.faults;

import java.time.LocalTime;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Asks each instance for its health five times a second; what takes long, or is no answer, while it is up counts. */
final class HealthProbe implements AutoCloseable {

    private static final long EVERY_MILLIS = 200;
    private static final long LIMIT_MILLIS = 250;
    /** A sleep that takes this much longer than asked says that the machine, not the instance, is late. */
    private static final long STALL_MILLIS = 50;

    private final List<Thread> threads;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong stalls = new AtomicLong();
    private final Queue<Long> took = new ConcurrentLinkedQueue<>();
    private final Queue<String> examples = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    HealthProbe(List<Instance> instances) {
        threads = instances.stream()
                .map(instance -> Thread.ofPlatform().daemon().start(() -> probe(instance)))
                .toList();
    }

    long calls() {
        return calls.get();
    }

    long slow() {
        return slow.get();
    }

    long quantileMillis(double share) {
        List<Long> sorted = took.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1)));
    }

    long slowestMillis() {
        return slowest.get();
    }

    /** Neither 200 nor 503. */
    long failed() {
        return failed.get();
    }

    long stalls() {
        return stalls.get();
    }

    String examples(int most) {
        return String.join("\n", examples.stream().limit(most).toList());
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }

    private void probe(Instance instance) {
        try {
            while (!stopped) {
                long slept = System.nanoTime();
                Thread.sleep(EVERY_MILLIS);
                if (since(slept) > EVERY_MILLIS + STALL_MILLIS) {
                    stalls.incrementAndGet();
                }
                int starts = instance.starts();
                if (instance.up()) {
                    ask(instance, starts);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Instance instance, int starts) {
        long began = System.nanoTime();
        int status;
        try {
            status = instance.client().get("health").status();
        } catch (RuntimeException lost) {
            status = 0;
        }
        long millis = since(began);
        if (stopped || !instance.up() || instance.starts() != starts) {
            return; // it was killed meanwhile
        }
        calls.incrementAndGet();
        took.add(millis);
        slowest.accumulateAndGet(millis, Math::max);
        if (status != 200 && status != 503) {
            failed.incrementAndGet();
            examples.add("health of %s answered %d at %s".formatted(instance.name(), status, LocalTime.now()));
        } else if (millis > LIMIT_MILLIS) {
            slow.incrementAndGet();
            examples.add("health of %s took %d ms until %s".formatted(instance.name(), millis, LocalTime.now()));
        }
    }

    private static long since(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
