package io.monitoring.analysis.forecast;

import io.monitoring.analysis.Robust;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Finds what may repeat in a series. It only proposes: the back-test decides whether it helps. */
final class Seasons {

    private static final long DAY = 86_400;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 2_500;
    /** Twice the standard error of the autocorrelation of noise is below this for any series worth trying. */
    private static final double CLEAR = 0.2;

    private Seasons() {}

    /** Periods in steps: the clearest peak of the autocorrelation, and a day and a week where they show; at least two fit. */
    static List<Integer> of(double[] values, long stepSeconds) {
        TreeSet<Integer> found = new TreeSet<>(Collections.reverseOrder());
        double[] differences = detrended(values);
        int most = Math.min(LONGEST, values.length / 2);
        double best = CLEAR;
        int peak = 0;
        double before = 1;
        double here = correlation(differences, SHORTEST - 1);
        for (int lag = SHORTEST; lag <= most; lag++) {
            double after = correlation(differences, lag);
            boolean isPeak = here > before && here >= after && lag - 1 >= SHORTEST;
            // A multiple of the true period is as high, so a later peak has to be clearly higher.
            if (isPeak && here > best + 0.05) {
                best = here;
                peak = lag - 1;
            }
            before = here;
            here = after;
        }
        if (peak > 0) {
            found.add(peak);
        }
        for (long seconds : new long[] {DAY, 7 * DAY}) {
            if (seconds % stepSeconds == 0) {
                long lag = seconds / stepSeconds;
                if (lag >= SHORTEST && lag <= values.length / 2 && correlation(differences, (int) lag) > CLEAR) {
                    found.add((int) lag);
                }
            }
        }
        return new ArrayList<>(found);
    }

    /** Less a running line, so that a trend does not correlate with itself at every lag. */
    private static double[] detrended(double[] values) {
        double mean = Robust.mean(values);
        double middle = (values.length - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            products += (i - middle) * (values[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        double slope = squares == 0 ? 0 : products / squares;
        double[] rest = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rest[i] = values[i] - mean - slope * (i - middle);
        }
        // A spike a hundred times the rest would be the whole of every product.
        double bound = 4 * Robust.sigma(rest);
        for (int i = 0; bound > 0 && i < rest.length; i++) {
            rest[i] = Math.clamp(rest[i], -bound, bound);
        }
        return rest;
    }

    private static double correlation(double[] values, int lag) {
        if (lag >= values.length) {
            return 0;
        }
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += values[i] * values[i];
            products += i >= lag ? values[i] * values[i - lag] : 0;
        }
        // Per pair, or long lags would look weak for having fewer pairs.
        return squares == 0 ? 0 : products / (values.length - lag) / (squares / values.length);
    }
}
