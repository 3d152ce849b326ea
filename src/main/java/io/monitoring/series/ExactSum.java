package io.monitoring.series;

import java.math.BigDecimal;

/**
 * A sum that does not depend on the order of its terms: terms that are decimals are added as whole numbers of their
 * decimal place, so that 0.1 + 0.2 is 0.3; the others in twice the precision of a double (Knuth's two-sum, TAOCP 4.2.2).
 */
final class ExactSum {

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final long[] FACTORS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final double MAX_SCALED = 0x1p50;
    private static final long DOUBLE_EXACT = 1L << 53;

    private int decimals;
    private long scaled;
    private double high;
    private double low;

    void add(double term) {
        for (int places = decimals; places < POWERS.length; places++) {
            double product = term * POWERS[places];
            if (!(Math.abs(product) < MAX_SCALED)) {
                break;
            }
            long whole = Math.round(product);
            if (whole / POWERS[places] == term) {
                addScaled(whole, places);
                return;
            }
        }
        addCompensated(term);
    }

    private void addScaled(long whole, int places) {
        long factor = FACTORS[places - decimals];
        long sum = scaled * factor + whole;
        if (Math.multiplyHigh(scaled, factor) != scaled * factor >> 63
                || ((scaled * factor ^ sum) & (whole ^ sum)) < 0) {
            addCompensated(whole / POWERS[places]); // does not fit a long: from here in twice a double
            return;
        }
        scaled = sum;
        decimals = places;
    }

    private void addCompensated(double term) {
        double sum = high + term;
        double part = sum - high;
        low += (high - (sum - part)) + (term - part);
        high = sum;
    }

    double value() {
        if (high == 0 && low == 0) {
            return decimal();
        }
        double sum = high + decimal();
        double part = sum - high;
        double rest = (high - (sum - part)) + (decimal() - part) + low;
        return Double.isFinite(sum) ? sum + rest : sum;
    }

    private double decimal() {
        return Math.abs(scaled) <= DOUBLE_EXACT
                ? scaled / POWERS[decimals]
                : BigDecimal.valueOf(scaled, decimals).doubleValue();
    }
}
