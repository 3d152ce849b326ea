package io.monitoring.analysis.forecast;

/** What was there one season ago. */
record SeasonalNaive(int period) implements Method {

    @Override
    public String name() {
        return "season before";
    }

    @Override
    public int needs() {
        return period;
    }

    @Override
    public double[] continued(double[] history, int horizon) {
        double[] values = new double[horizon];
        for (int i = 0; i < horizon; i++) {
            values[i] = history[history.length - period + i % period];
        }
        return values;
    }
}
