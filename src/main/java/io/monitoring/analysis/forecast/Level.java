package io.monitoring.analysis.forecast;

import io.monitoring.analysis.Robust;
import java.util.Arrays;

/** Methods for series in which nothing repeats. */
enum Level implements Method {

    /** The last value, for ever: the best there is for a random walk, and the yardstick for all others. */
    LAST {
        @Override
        public double[] continued(double[] history, int horizon) {
            return constant(history[history.length - 1], horizon);
        }
    },

    /** The line through the medians of the first and the last third of the recent past. */
    LINE {
        @Override
        public int needs() {
            return 9;
        }

        @Override
        public double[] continued(double[] history, int horizon) {
            double[] recent = recent(history, Math.max(needs(), 4 * horizon));
            int third = recent.length / 3;
            double first = Robust.median(Arrays.copyOf(recent, third));
            double last = Robust.median(Arrays.copyOfRange(recent, recent.length - third, recent.length));
            double slope = (last - first) / (recent.length - third);
            double[] line = new double[horizon];
            for (int i = 0; i < horizon; i++) {
                line[i] = last + slope * ((third - 1) / 2.0 + 1 + i);
            }
            return line;
        }
    },

    /** The median of the recent past, which a spike does not move. */
    MEDIAN {
        @Override
        public int needs() {
            return 5;
        }

        @Override
        public double[] continued(double[] history, int horizon) {
            return constant(Robust.median(recent(history, Math.max(needs(), horizon))), horizon);
        }
    },

    /** The mean of all there is: where a series returns to, if it returns. */
    MEAN {
        @Override
        public int needs() {
            return 5;
        }

        @Override
        public double[] continued(double[] history, int horizon) {
            return constant(Robust.mean(history), horizon);
        }
    },

    /** Exponential smoothing, its constant the one that would have done best one step ahead. */
    SMOOTHED {
        @Override
        public int needs() {
            return 5;
        }

        @Override
        public double[] continued(double[] history, int horizon) {
            return constant(Smoothing.fitted(history, false).level(), horizon);
        }
    },

    /** Holt's trend, damped (Gardner and McKenzie 1985): it grows for a while and levels off. */
    DAMPED {
        @Override
        public int needs() {
            return 8;
        }

        @Override
        public double[] continued(double[] history, int horizon) {
            return Smoothing.fitted(history, true).continued(horizon);
        }
    },

    /** Theta (Assimakopoulos and Nikolopoulos 2000, as Hyndman and Billah 2003 have it): smoothing with half the slope. */
    THETA {
        @Override
        public int needs() {
            return 8;
        }

        @Override
        public double[] continued(double[] history, int horizon) {
            double[] theta = constant(Smoothing.fitted(history, false).level(), horizon);
            double slope = slope(history) / 2;
            for (int i = 0; i < horizon; i++) {
                theta[i] += slope * (i + 1);
            }
            return theta;
        }
    };

    @Override
    public int needs() {
        return 1;
    }

    private static double[] constant(double value, int horizon) {
        double[] values = new double[horizon];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] recent(double[] history, int most) {
        return Arrays.copyOfRange(history, Math.max(0, history.length - most), history.length);
    }

    /** Of the least-squares line. */
    private static double slope(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double mean = Robust.mean(values);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            products += (i - middle) * (values[i] - mean);
            squares += (i - middle) * (i - middle);
        }
        return squares == 0 ? 0 : products / squares;
    }
}
