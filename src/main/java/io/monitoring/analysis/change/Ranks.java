package io.monitoring.analysis.change;

import java.util.Arrays;

/** Ranks from 1, equal values sharing the mean of theirs. */
final class Ranks {

    private Ranks() {}

    static double[] of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = (first(sorted, values[i], false) + first(sorted, values[i], true) + 1) / 2.0;
        }
        return ranks;
    }

    /** How many are below {@code value}; with {@code equal}, not above it. */
    private static int first(double[] sorted, double value, boolean equal) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean passed = equal ? sorted[middle] <= value : sorted[middle] < value;
            if (passed) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
