package io.monitoring.store.query;

import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the first {@code limit} points after a position, in reading order, of any number that are offered in any order.
 * Offer whole hours, newest first, until it is {@link #isFull() full}.
 */
final class NewestPoints {

    private record Candidate(long time, long tie, SeriesPoints series, int index) {

        static final Comparator<Candidate> READING_ORDER =
                (a, b) -> a.time != b.time ? Long.compare(b.time, a.time) : Long.compareUnsigned(a.tie, b.tie);
    }

    private final int limit;
    private final Position after;
    private final PriorityQueue<Candidate> kept = new PriorityQueue<>(Candidate.READING_ORDER.reversed());
    private int copiesToSkip;
    private long scanned;

    /**
     * @param after where the page before ended; null for the first page
     */
    NewestPoints(int limit, Position after) {
        this.limit = limit;
        this.after = after;
        this.copiesToSkip = after == null ? 0 : after.copies();
    }

    /** Points from {@code from} (inclusive) to {@code to} (exclusive), epoch milliseconds. */
    synchronized void offer(SeriesPoints series, long from, long to) {
        long seriesHash = series.key().hash();
        for (int i = 0; i < series.size(); i++) {
            long time = series.time(i);
            if (time >= from && time < to) {
                offer(series, i, time, seriesHash);
            }
        }
        scanned += series.size();
    }

    private void offer(SeriesPoints series, int index, long time, long seriesHash) {
        if (after != null && time > after.time()) {
            return;
        }
        if (isFull() && time < kept.peek().time()) {
            return;
        }
        long tie = StoredPoint.tie(seriesHash, series.value(index), series.metadata(index));
        if (after != null) {
            int order = after.compare(time, tie);
            if (order < 0 || (order == 0 && copiesToSkip-- > 0)) {
                return;
            }
        }
        var candidate = new Candidate(time, tie, series, index);
        if (!isFull()) {
            kept.add(candidate);
        } else if (Candidate.READING_ORDER.compare(candidate, kept.peek()) < 0) {
            kept.poll();
            kept.add(candidate);
        }
    }

    synchronized boolean isFull() {
        return kept.size() >= limit;
    }

    synchronized long scanned() {
        return scanned;
    }

    /** What was kept, in reading order. */
    synchronized List<StoredPoint> points() {
        List<Candidate> ordered = new ArrayList<>(kept);
        ordered.sort(Candidate.READING_ORDER);
        return ordered.stream()
                .map(one -> new StoredPoint(
                        one.series().key(),
                        one.time(),
                        one.series().value(one.index()),
                        one.series().metadata(one.index())))
                .toList();
    }
}
