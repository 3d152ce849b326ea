package io.monitoring.analysis.forecast;

import io.monitoring.analysis.TimeSeries;
import java.util.Arrays;

/**
 * The end of a series at even distances.
 *
 * @param last epoch seconds of the last value
 * @param step seconds from one to the next
 * @param values gaps are filled with a straight line
 */
record Regular(long last, long step, double[] values) {

    /** History that is used: four weeks at five minutes, with some to spare. Older points are left out. */
    static final int LONGEST = 10_000;

    /** @param series of two points or more */
    static Regular of(TimeSeries series) {
        long step = series.step().toSeconds();
        long last = series.seconds(series.size() - 1);
        int size = (int) Math.min(LONGEST, (last - series.seconds(0)) / step + 1);
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        for (int i = series.size() - 1; i >= 0; i--) {
            long back = (last - series.seconds(i) + step / 2) / step;
            if (back >= size) {
                break;
            }
            int index = size - 1 - (int) back;
            values[index] = Double.isNaN(values[index]) ? series.value(i) : values[index];
        }
        fill(values);
        return new Regular(last, step, values);
    }

    private static void fill(double[] values) {
        int known = values.length - 1;
        for (int i = values.length - 2; i >= 0; i--) {
            if (!Double.isNaN(values[i])) {
                for (int gap = i + 1; gap < known; gap++) {
                    values[gap] = values[i] + (values[known] - values[i]) * (gap - i) / (known - i);
                }
                known = i;
            }
        }
        Arrays.fill(values, 0, known, values[known]);
    }
}
