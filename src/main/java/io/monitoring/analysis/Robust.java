package io.monitoring.analysis;

import java.util.Arrays;

/** Location and spread that a few wild values do not move. */
public final class Robust {

    /** Makes the median absolute deviation of normal noise its standard deviation: {@code 1 / Phi^-1(3/4)}. */
    public static final double MAD_TO_SIGMA = 1.4826;

    private Robust() {}

    /** The mean; NaN without values. */
    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The median; NaN without values. */
    public static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** The {@code q}-quantile with linear interpolation (type 7 of Hyndman and Fan 1996); NaN without values. */
    public static double quantile(double[] values, double q) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = q * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The standard deviation as the median absolute deviation estimates it; NaN without values. */
    public static double sigma(double[] values) {
        double median = median(values);
        double[] deviations = values.clone();
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.abs(deviations[i] - median);
        }
        return MAD_TO_SIGMA * median(deviations);
    }
}
