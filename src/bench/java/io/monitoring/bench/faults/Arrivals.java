package io.monitoring.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In which order what was queued during an outage is stored: the points that one service sent meanwhile are read again and
 * again while the queue empties. A point's value is its number, so the smaller value is the older point.
 */
final class Arrivals {

    private static final long PAUSE_MILLIS = 1000;

    private final Instance instance;
    private final String service;
    private final Instant from;
    private final Instant to;
    /** The reading in which each value was first there. */
    private final SortedMap<Long, Integer> firstSeen = new TreeMap<>();

    private final Thread thread;
    private int readings;

    /** @param from beginning of the outage; what was sent before {@code to}, its end, is followed */
    Arrivals(Instance instance, String service, Instant from, Instant to) {
        this.instance = instance;
        this.service = service;
        this.from = from;
        this.to = to;
        this.thread = Thread.ofVirtual().start(this::follow);
    }

    /** Ends with a last reading. */
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        note(Readings.points(instance, service, from, to));
    }

    int readings() {
        return readings;
    }

    int points() {
        return firstSeen.size();
    }

    /**
     * Of all pairs of points that were first seen in different readings, the share in which the older one came first: 1
     * where it is oldest first, one half where there is no order.
     */
    double oldestFirst() {
        return oldestFirst(List.copyOf(firstSeen.values()));
    }

    /** @param readings by age, the oldest point's first; 1 where no two differ */
    static double oldestFirst(List<Integer> readings) {
        int[] at = readings.stream().mapToInt(Integer::intValue).toArray();
        long inOrder = 0;
        long outOfOrder = 0;
        for (int older = 0; older < at.length; older++) {
            for (int younger = older + 1; younger < at.length; younger++) {
                inOrder += at[older] < at[younger] ? 1 : 0;
                outOfOrder += at[older] > at[younger] ? 1 : 0;
            }
        }
        return inOrder + outOfOrder == 0 ? 1 : (double) inOrder / (inOrder + outOfOrder);
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                try {
                    note(instance.client().readAll(Readings.query(service, from, to)));
                } catch (AssertionError | RuntimeException notYet) {
                    // the breaker of reads is open, or the thread was told to end
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(List<JsonNode> points) {
        readings++;
        for (JsonNode point : points) {
            firstSeen.putIfAbsent((long) point.get("value").asDouble(), readings);
        }
    }
}
