package io.monitoring.analysis.forecast;

/** State of an exponential smoothing at the end of a history. */
record Smoothing(double level, double trend) {

    private static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9};
    private static final double[] BETAS = {0.01, 0.05, 0.2};
    private static final double DAMPING = 0.95;
    /** What lies further back has no weight in any of them worth its time. */
    private static final int MEMORY = 1_000;

    /** The one with the least sum of squared errors one step ahead. */
    static Smoothing fitted(double[] history, boolean trended) {
        Smoothing best = null;
        double least = Double.POSITIVE_INFINITY;
        int from = Math.max(0, history.length - MEMORY);
        for (double alpha : ALPHAS) {
            for (double beta : trended ? BETAS : new double[] {0}) {
                double level = history[from];
                double trend = trended && from + 1 < history.length ? history[from + 1] - level : 0;
                double sum = 0;
                for (int i = from + 1; i < history.length; i++) {
                    double expected = level + DAMPING * trend;
                    double error = history[i] - expected;
                    sum += error * error;
                    level = expected + alpha * error;
                    trend = DAMPING * trend + beta * alpha * error;
                }
                if (best == null || sum < least) {
                    least = sum;
                    best = new Smoothing(level, trend);
                }
            }
        }
        return best;
    }

    double[] continued(int horizon) {
        double[] values = new double[horizon];
        double slope = trend;
        double value = level;
        for (int i = 0; i < horizon; i++) {
            slope *= DAMPING;
            value += slope;
            values[i] = value;
        }
        return values;
    }
}
