package io.monitoring.store.hours;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.util.Arrays;

/**
 * When a series was seen.
 *
 * @param first    epoch milliseconds of its oldest point
 * @param last     epoch milliseconds of its newest point
 * @param interval milliseconds between its points (the median of the gaps); 0 while that is not known
 */
public record Sighting(SeriesKey series, long first, long last, long interval) {

    /** Gaps from which a median means something. */
    private static final int ENOUGH_GAPS = 3;

    static Sighting of(SeriesPoints points) {
        long[] times = new long[points.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = points.time(i);
        }
        Arrays.sort(times);
        return new Sighting(points.key(), times[0], times[times.length - 1], medianGap(times));
    }

    private static long medianGap(long[] sorted) {
        long[] gaps = new long[sorted.length];
        int count = 0;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] > sorted[i - 1]) {
                gaps[count++] = sorted[i] - sorted[i - 1];
            }
        }
        if (count < ENOUGH_GAPS) {
            return 0;
        }
        Arrays.sort(gaps, 0, count);
        return gaps[count / 2];
    }

    /** Both together; the interval is that of the later one, where it is known. */
    Sighting and(Sighting later) {
        return new Sighting(
                series,
                Math.min(first, later.first),
                Math.max(last, later.last),
                later.interval > 0 ? later.interval : interval);
    }
}
