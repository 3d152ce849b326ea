package io.monitoring.store.format.column;

import java.util.Arrays;

/**
 * The few values that make up most of a column: a gauge that takes a dozen values, a rate that is nearly always zero.
 * Points then name their value; the rest, "escapes", follow as a column of their own.
 */
final class Palette {

    /** Shorter columns do not repay the list of values. */
    static final int MIN_POINTS = 24;

    static final int MAX_ENTRIES = 63;
    private static final int MIN_USES = 3;
    private static final double BITS_AN_ENTRY = 16;

    /** Long columns are tried on so many values first: half of them in 63 entries would leave at least a few alike. */
    private static final int SAMPLE = 64;

    private static final int MIN_ALIKE = 4;

    private final double[] entries;
    private final int[] symbols;
    private final double[] escapes;
    private final double bits;

    private Palette(double[] entries, int[] symbols, double[] escapes, double bits) {
        this.entries = entries;
        this.symbols = symbols;
        this.escapes = escapes;
        this.bits = bits;
    }

    /** Null when too many values are too rare. The commonest value comes first, the others in order. */
    static Palette of(double[] values, int n) {
        if (n > 2 * SAMPLE && alike(values, n) < MIN_ALIKE) {
            return null;
        }
        long[] sorted = new long[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = Double.doubleToRawLongBits(values[i]);
        }
        Arrays.sort(sorted);
        double[] entries = new double[MAX_ENTRIES];
        int found = 0;
        int escaped = n;
        int most = 0;
        double entropy = 0;
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            while (to < n && sorted[to] == sorted[from]) {
                to++;
            }
            int uses = to - from;
            if (uses >= MIN_USES) {
                if (found == MAX_ENTRIES) {
                    return null;
                }
                entries[found++] = Double.longBitsToDouble(sorted[from]);
                escaped -= uses;
                entropy += bits(uses, n);
                if (uses > most) {
                    most = uses;
                    swap(entries, 0, found - 1);
                }
            }
        }
        if (found == 0 || escaped > n / 2) {
            return null;
        }
        entropy += bits(escaped, n) + BITS_AN_ENTRY * found;
        return of(values, n, Arrays.copyOf(entries, found), escaped, entropy);
    }

    private static Palette of(double[] values, int n, double[] entries, int escaped, double bits) {
        int[] symbols = new int[n];
        double[] escapes = new double[escaped];
        int at = 0;
        int previous = 0;
        for (int i = 0; i < n; i++) {
            long wanted = Double.doubleToRawLongBits(values[i]);
            int symbol = Double.doubleToRawLongBits(entries[previous]) == wanted ? previous : 0;
            while (symbol < entries.length && Double.doubleToRawLongBits(entries[symbol]) != wanted) {
                symbol++;
            }
            symbols[i] = symbol;
            if (symbol == entries.length) {
                escapes[at++] = values[i];
            } else {
                previous = symbol;
            }
        }
        return new Palette(entries, symbols, escapes, bits);
    }

    private static int alike(double[] values, int n) {
        long[] sample = new long[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = Double.doubleToRawLongBits(values[(int) ((long) i * n / SAMPLE)]);
        }
        Arrays.sort(sample);
        int alike = 0;
        for (int i = 1; i < SAMPLE; i++) {
            alike += sample[i] == sample[i - 1] ? 1 : 0;
        }
        return alike;
    }

    private static void swap(double[] entries, int left, int right) {
        double entry = entries[left];
        entries[left] = entries[right];
        entries[right] = entry;
    }

    private static double bits(int uses, int n) {
        return uses == 0 ? 0 : uses * Math.log((double) n / uses) / Math.log(2);
    }

    double[] entries() {
        return entries;
    }

    /** For each point the entry, or the number of entries for an escape. */
    int[] symbols() {
        return symbols;
    }

    double[] escapes() {
        return escapes;
    }

    /** About what naming the values costs, beside the escapes. */
    double bits() {
        return bits;
    }
}
