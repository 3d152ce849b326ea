package io.monitoring.analysis.anomaly;

/**
 * Between which values a signal has been. It widens at once, though one point stretches it only so far, and shrinks
 * slowly, so that what has not been seen for long is novel again.
 */
final class UsualRange {

    /** Points before anything can be unusual. */
    private static final int LEAST_SEEN = 30;

    double low;
    double high;
    int seen;

    /**
     * By how much a value is outside, in widths of the range, less while few values have been seen: the n-th of n alike
     * values is the greatest so far with probability 1/n, so an early record says little.
     *
     * @param least width that a range has at least, in the series' unit
     * @return 0 inside
     */
    double excess(double value, double least, double warmUp) {
        if (seen < LEAST_SEEN) {
            return 0;
        }
        double outside = Math.max(value - high, low - value);
        return outside <= 0 ? 0 : outside / Math.max(high - low, least) / (1 + warmUp / seen);
    }

    void learn(double value, double least, double memory, double stretch) {
        if (seen == 0) {
            low = value;
            high = value;
        }
        double width = high - low;
        double reach = width > 0 ? stretch * Math.max(width, least) : Double.POSITIVE_INFINITY;
        if (value > high) {
            high = Math.min(value, high + reach);
        } else if (value < low) {
            low = Math.max(value, low - reach);
        }
        double inside = Math.max(low, Math.min(high, value));
        high -= (high - inside) / memory;
        low += (inside - low) / memory;
        seen = Math.min(seen + 1, Integer.MAX_VALUE - 1);
    }
}
