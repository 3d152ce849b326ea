package io.monitoring.store.format.column;

import java.util.Arrays;

/**
 * How many decimals a column of doubles has been given: a value is {@code n / 10^decimals} for a whole n, exactly or but
 * for a few units in the last place, as sums and averages of decimals come out. What differs by more is an exception,
 * which costs its 64 bits.
 */
public final class DecimalScale {

    /** Powers of ten that a double holds exactly, so that n / 10^k is the nearest double to the decimal. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    public static final int MAX = 18;
    private static final double MAX_SCALED = 0x1p50;
    private static final long CLOSE = 4;
    private static final double BITS_A_DECIMAL = 3.33;
    private static final double BITS_AN_EXCEPTION = 80;
    private static final double BITS_A_DOUBLE = 56;

    private final int[] needed = new int[MAX + 2];

    public static long scaled(double value, int decimals) {
        return Math.round(value * POWERS[decimals]);
    }

    static double value(long scaled, int decimals) {
        return scaled / POWERS[decimals];
    }

    /** How far a value lies from its decimal, in units of its last place (if the signs differ: some other number). */
    public static long correction(double value, long scaled, int decimals) {
        return Double.doubleToRawLongBits(value) - Double.doubleToRawLongBits(value(scaled, decimals));
    }

    public static double corrected(long scaled, int decimals, long correction) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value(scaled, decimals)) + correction);
    }

    /** The number of decimals that makes the column smallest, or -1 when these are no decimals. */
    public int of(double[] values, int n) {
        Arrays.fill(needed, 0);
        int usual = 0;
        for (int i = 0; i < n; i++) {
            int decimals = neededBy(values[i], usual);
            needed[decimals]++;
            usual = decimals > MAX ? usual : decimals;
        }
        int best = -1;
        double least = BITS_A_DOUBLE * n;
        int beyond = n;
        for (int decimals = 0; decimals <= MAX; decimals++) {
            beyond -= needed[decimals];
            double bits = BITS_A_DECIMAL * decimals * (n - beyond) + BITS_AN_EXCEPTION * beyond;
            if (needed[decimals] > 0 && bits < least) {
                least = bits;
                best = decimals;
            }
        }
        return best;
    }

    private static int neededBy(double value, int guess) {
        int decimals = guess;
        if (isClose(value, decimals)) {
            while (decimals > 0 && isClose(value, decimals - 1)) {
                decimals--;
            }
            return decimals;
        }
        do {
            decimals++;
        } while (decimals <= MAX && !isClose(value, decimals));
        return decimals;
    }

    private static boolean isClose(double value, int decimals) {
        double product = value * POWERS[decimals];
        if (!(Math.abs(product) < MAX_SCALED)) {
            return false;
        }
        long correction = correction(value, Math.round(product), decimals);
        return correction <= CLOSE && correction >= -CLOSE;
    }
}
