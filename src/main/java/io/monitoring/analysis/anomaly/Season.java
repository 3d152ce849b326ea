package io.monitoring.analysis.anomaly;

/**
 * The pattern of a period: a mean for each of its bins, learned visit by visit, so that it does not depend on how often the
 * series reports, and a period that was missed changes nothing.
 */
final class Season {

    /** Visits of a bin before it predicts. */
    private static final int LEAST_VISITS = 2;

    /** Visits before what it predicts may raise an alarm: for a whole period the residual has shown its range. */
    private static final int PROVEN_VISITS = 3;

    /** Visits are counted up to this many. */
    static final int MOST_VISITS = 15;

    /** Least weight of a new visit: the pattern follows a change within about four periods. */
    private static final double LEAST_WEIGHT = 0.25;

    final long period;
    final float[] means;
    final byte[] visits;
    final UsualRange range = new UsualRange();
    /** The means are stored less this value, which keeps them exact enough in four bytes. */
    double origin;
    /** The bin being visited, or -1, with the sum and the number of its points so far. */
    int bin = -1;

    double sum;
    int points;
    /** Smoothed, of the last predictions: the residual, and its absolute value. */
    double residual;

    double error;

    Season(long periodMillis, int bins) {
        period = periodMillis;
        means = new float[bins];
        visits = new byte[bins];
    }

    /** What the pattern says for a time (epoch milliseconds), or NaN while it does not know. */
    double prediction(long time) {
        double position = (double) Math.floorMod(time, period) * means.length / period;
        int here = (int) position;
        if (visits[here] < LEAST_VISITS) {
            return Double.NaN;
        }
        double offset = position - here - 0.5;
        int beside = Math.floorMod(here + (offset < 0 ? -1 : 1), means.length);
        double share = visits[beside] == 0 ? 0 : Math.abs(offset);
        return origin + means[here] * (1 - share) + means[beside] * share;
    }

    /** Whether what it predicts for a time may raise an alarm. */
    boolean proven(long time) {
        return visits[binAt(time)] >= PROVEN_VISITS;
    }

    /** Whether any bin has been visited to its end. */
    boolean learned() {
        for (byte visit : visits) {
            if (visit > 0) {
                return true;
            }
        }
        return false;
    }

    void learn(long time, double value) {
        int here = binAt(time);
        if (here != bin) {
            close();
            bin = here;
        }
        sum += value - origin;
        points = Math.min(points + 1, Integer.MAX_VALUE - 1);
    }

    private int binAt(long time) {
        return (int) (Math.floorMod(time, period) * means.length / period);
    }

    private void close() {
        if (points > 0) {
            double weight = Math.max(1.0 / (visits[bin] + 1), LEAST_WEIGHT);
            means[bin] += (float) (weight * (sum / points - means[bin]));
            visits[bin] = (byte) Math.min(visits[bin] + 1, MOST_VISITS);
        }
        sum = 0;
        points = 0;
    }
}
