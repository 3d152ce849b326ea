package io.monitoring.analysis.forecast;

import io.monitoring.analysis.Robust;
import java.util.Arrays;

/**
 * Continues what a season leaves of a series by another method, and puts the season back. The season is the median, over
 * the last few of them, of the distance of each phase from its season's own median.
 */
record Seasonal(int period, Method rest) implements Method {

    /** Older seasons are of another time. */
    private static final int SEASONS = 6;

    @Override
    public String name() {
        return "seasonal " + rest.name();
    }

    @Override
    public int needs() {
        return Math.max(2 * period, rest.needs());
    }

    @Override
    public double[] continued(double[] history, int horizon) {
        double[] season = season(history);
        int phase = history.length % period;
        double[] remainder = history.clone();
        for (int i = 0; i < remainder.length; i++) {
            remainder[i] -= season[i % period];
        }
        double[] continued = rest.continued(remainder, horizon);
        for (int i = 0; i < horizon; i++) {
            continued[i] += season[(phase + i) % period];
        }
        return continued;
    }

    private double[] season(double[] history) {
        int seasons = Math.min(SEASONS, history.length / period);
        double[][] shapes = new double[period][seasons];
        for (int s = 0; s < seasons; s++) {
            int from = history.length - (s + 1) * period;
            double level = Robust.median(Arrays.copyOfRange(history, from, from + period));
            for (int i = 0; i < period; i++) {
                shapes[(from + i) % period][s] = history[from + i] - level;
            }
        }
        double[] season = new double[period];
        for (int i = 0; i < period; i++) {
            season[i] = Robust.median(shapes[i]);
        }
        return season;
    }
}
