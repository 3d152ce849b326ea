package io.monitoring.devstack;

import io.monitoring.ingest.MetricsClient;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that post a point each, one after the other and without a pause, for as long as a process lives. */
final class WritersUntilTheEnd {

    private static final int WRITERS = 8;

    private final MetricsClient api;
    private final Process process;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<Integer, Set<Integer>> answered = new ConcurrentSkipListMap<>();
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();

    WritersUntilTheEnd(MetricsClient api, Process process) {
        this.api = api;
        this.process = process;
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(this::write);
        }
        writers.shutdown();
    }

    private void write() {
        while (process.isAlive()) {
            int value = next.getAndIncrement();
            try {
                int status = api.post("{\"service_name\":\"load\",\"metric_type\":\"m\",\"value\":" + value + "}")
                        .status();
                values(status).add(value);
            } catch (UncheckedIOException refusedOrCutOff) {
                unanswered.incrementAndGet();
            }
        }
    }

    private Set<Integer> values(int status) {
        return answered.computeIfAbsent(status, any -> ConcurrentHashMap.newKeySet());
    }

    /** The values of the points that were answered 201. */
    Set<Integer> acknowledged() {
        return values(201);
    }

    Set<Integer> statuses() {
        return answered.keySet();
    }

    /** Returns when the process has ended and all have noticed. */
    void join() throws InterruptedException {
        if (!writers.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a writer goes on");
        }
    }

    @Override
    public String toString() {
        Map<Integer, Integer> counts = new TreeMap<>();
        answered.forEach((status, values) -> counts.put(status, values.size()));
        return "requests by status " + counts + ", refused or cut off " + unanswered;
    }
}
