package io.monitoring.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Points of one series in the order of their times. A gap is the absence of points: there is no NaN in it. Immutable.
 */
public final class TimeSeries {

    /** The most points that one call is computed with. */
    public static final int POINTS_LIMIT = 200_000;

    private final long[] seconds;
    private final double[] values;

    private TimeSeries(long[] seconds, double[] values) {
        this.seconds = seconds;
        this.values = values;
    }

    /**
     * The points {@code (epochSeconds[i], values[i])} in any order; of two with the same time the later one counts.
     *
     * @param field what the caller calls these points; it is named when they are refused
     * @throws RefusedInput for arrays of different lengths, more than {@link #POINTS_LIMIT} points, a value that is not
     *     finite, or a time outside the years 1970 to 9999
     */
    public static TimeSeries of(String field, long[] epochSeconds, double[] values) {
        if (epochSeconds.length != values.length) {
            throw new RefusedInput(field, "must have as many times as values");
        }
        if (values.length > POINTS_LIMIT) {
            throw new RefusedInput(field, "has more than " + POINTS_LIMIT + " points");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new RefusedInput(field + "[" + i + "]", "must be a finite number");
            }
            if (epochSeconds[i] < 0 || epochSeconds[i] >= 253_402_300_800L) {
                throw new RefusedInput(field + "[" + i + "]", "must have a time in seconds, from 1970 to 9999");
            }
        }
        return sorted(epochSeconds, values);
    }

    private static TimeSeries sorted(long[] epochSeconds, double[] values) {
        boolean increasing = IntStream.range(1, values.length).allMatch(i -> epochSeconds[i - 1] < epochSeconds[i]);
        if (increasing) {
            return new TimeSeries(epochSeconds.clone(), values.clone());
        }
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Long.compare(epochSeconds[a], epochSeconds[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] times = new long[order.length];
        double[] numbers = new double[order.length];
        int size = 0;
        for (int index : order) {
            if (size > 0 && times[size - 1] == epochSeconds[index]) {
                size--;
            }
            times[size] = epochSeconds[index];
            numbers[size++] = values[index];
        }
        return new TimeSeries(Arrays.copyOf(times, size), Arrays.copyOf(numbers, size));
    }

    public int size() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    public long seconds(int index) {
        return seconds[index];
    }

    public Instant time(int index) {
        return Instant.ofEpochSecond(seconds[index]);
    }

    public double value(int index) {
        return values[index];
    }

    /** A copy of the values. */
    public double[] values() {
        return values.clone();
    }

    /** The values of the points with {@code from <= time < to}, in epoch seconds. */
    public double[] between(long from, long to) {
        int begin = firstAtOrAfter(from);
        return Arrays.copyOfRange(values, begin, Math.max(begin, firstAtOrAfter(to)));
    }

    /** Index of the first point that is not before {@code time}; {@link #size()} when there is none. */
    public int firstAtOrAfter(long time) {
        int found = Arrays.binarySearch(seconds, time);
        return found >= 0 ? found : -found - 1;
    }

    /** The usual distance of two points: the median one. Zero with fewer than two points. */
    public Duration step() {
        if (size() < 2) {
            return Duration.ZERO;
        }
        double[] distances = IntStream.range(1, size())
                .mapToDouble(i -> seconds[i] - seconds[i - 1])
                .toArray();
        Arrays.sort(distances);
        return Duration.ofSeconds((long) distances[(distances.length - 1) / 2]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeSeries that
                && Arrays.equals(seconds, that.seconds)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(seconds), Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return "TimeSeries[" + size() + " points]";
    }
}
