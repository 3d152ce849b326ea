package io.monitoring.series;

import java.util.Arrays;

/**
 * The points of one series as columns: times in epoch milliseconds, finite values, and the metadata of those points
 * that have some (JSON text, else {@code null}). In the order of arrival until {@link #sortByTime() sorted}; equal
 * points stand as often as they were sent. Grows by {@link #add}; not for use by two threads.
 */
public final class SeriesPoints {

    private final SeriesKey key;
    private long[] times;
    private double[] values;
    private String[] metadata; // null until a point brings some
    private int size;

    public SeriesPoints(SeriesKey key, int capacity) {
        this.key = key;
        this.times = new long[Math.max(1, capacity)];
        this.values = new double[Math.max(1, capacity)];
    }

    /** Takes over columns of one length; {@code metadata} may be null when no point has any. */
    public SeriesPoints(SeriesKey key, long[] times, double[] values, String[] metadata) {
        if (times.length != values.length || (metadata != null && metadata.length != times.length)) {
            throw new IllegalArgumentException("columns differ in length: " + times.length + " times, " + values.length
                    + " values" + (metadata == null ? "" : ", " + metadata.length + " metadata"));
        }
        this.key = key;
        this.times = times;
        this.values = values;
        this.metadata = metadata;
        this.size = times.length;
    }

    public void add(long time, double value, String pointMetadata) {
        if (size == times.length) {
            grow(size + 1);
        }
        times[size] = time;
        values[size] = value;
        if (pointMetadata != null) {
            if (metadata == null) {
                metadata = new String[times.length];
            }
            metadata[size] = pointMetadata;
        }
        size++;
    }

    public void addAll(SeriesPoints other) {
        addRange(other, 0, other.size);
    }

    /** Adds the points {@code from} (inclusive) to {@code to} (exclusive) of another series' columns. */
    public void addRange(SeriesPoints other, int from, int to) {
        int count = to - from;
        if (size + count > times.length) {
            grow(size + count);
        }
        System.arraycopy(other.times, from, times, size, count);
        System.arraycopy(other.values, from, values, size, count);
        if (other.metadata != null) {
            if (metadata == null) {
                metadata = new String[times.length];
            }
            System.arraycopy(other.metadata, from, metadata, size, count);
        }
        size += count;
    }

    private void grow(int needed) {
        int capacity = Math.max(needed, times.length * 2);
        times = Arrays.copyOf(times, capacity);
        values = Arrays.copyOf(values, capacity);
        if (metadata != null) {
            metadata = Arrays.copyOf(metadata, capacity);
        }
    }

    public SeriesKey key() {
        return key;
    }

    public int size() {
        return size;
    }

    public long time(int index) {
        return times[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** The metadata of a point as JSON text, or null. */
    public String metadata(int index) {
        return metadata == null ? null : metadata[index];
    }

    public boolean hasMetadata() {
        return metadata != null;
    }

    /** Stable, so that points of one instant keep the order they arrived in. Cheap when they are in order already. */
    public void sortByTime() {
        if (isSorted()) {
            return;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
        long[] sortedTimes = new long[size];
        double[] sortedValues = new double[size];
        String[] sortedMetadata = metadata == null ? null : new String[size];
        for (int i = 0; i < size; i++) {
            sortedTimes[i] = times[order[i]];
            sortedValues[i] = values[order[i]];
            if (sortedMetadata != null) {
                sortedMetadata[i] = metadata[order[i]];
            }
        }
        times = sortedTimes;
        values = sortedValues;
        metadata = sortedMetadata;
    }

    /** Whether the points stand in order of time. */
    public boolean isSorted() {
        for (int i = 1; i < size; i++) {
            if (times[i] < times[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
