package io.monitoring.advisor.engine;

import io.monitoring.analysis.Robust;
import io.monitoring.analysis.TimeSeries;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first lasting step of a series: two points in a row, both further from all that was before than its spread allows.
 * Two points of minutes: a step is seen two minutes after it began, and one stray point is none.
 *
 * @param index of the first point of it
 * @param expected median of what was before
 * @param spread one sigma of it, as the median absolute deviation estimates it, with a floor
 * @param sigmas the smaller of the two distances
 */
record Step(int index, double expected, double spread, double sigmas) {

    /** Sigmas at the line of alarm. Eight, because the spread of a dozen points is itself a rough estimate. */
    static final double ALARM = 8;

    /** Points that make a normal to compare with. */
    static final int NORMAL = 10;

    /** A change of less than this part does not matter, however quiet the series was. */
    private static final double MATTERS = 0.15;

    private static final double SMALLEST = 1e-9;
    private static final double MOST_SIGMAS = 1_000;

    /** What a series did now and then before is no news: both points are beyond all that was. */
    static Optional<Step> firstOf(TimeSeries series, long from) {
        double[] values = series.values();
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        int begin = Math.max(NORMAL, series.firstAtOrAfter(from));
        for (int i = 0; i + 1 < values.length; i++) {
            double low = Math.min(values[i], values[i + 1]);
            double high = Math.max(values[i], values[i + 1]);
            if (i >= begin && (low > most || high < least)) {
                Step step = at(i, values);
                if (step.sigmas >= ALARM) {
                    return Optional.of(step);
                }
            }
            most = Math.max(most, values[i]);
            least = Math.min(least, values[i]);
        }
        return Optional.empty();
    }

    private static Step at(int index, double[] values) {
        double[] before = Arrays.copyOf(values, index);
        double expected = Robust.median(before);
        double floor = Math.max(Math.abs(expected) * MATTERS / ALARM, SMALLEST);
        double spread = Math.max(Robust.sigma(before), floor);
        double sigmas = Math.min(Math.abs(values[index] - expected), Math.abs(values[index + 1] - expected)) / spread;
        return new Step(index, expected, spread, Math.min(sigmas, MOST_SIGMAS));
    }

    /** From 0 to 1; 0.5 at the line of alarm. */
    double score() {
        return sigmas / (sigmas + ALARM);
    }
}
