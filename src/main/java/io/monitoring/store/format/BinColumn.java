package io.monitoring.store.format;

import io.monitoring.store.format.column.ColumnSink;
import io.monitoring.store.format.column.ColumnSource;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.CorruptBlockException;

/**
 * The bins of sketches. Of each, the lowest and the highest bin are known, and how many points lie anywhere between, ends
 * included; how they lie is told by halving: how many lie in the lower half, and so on in either half. Empty halves cost
 * nothing, and the sum is about the logarithm of the number of ways (Moffat and Stuiver, "Binary interpolative coding",
 * 2000, with counts instead of positions), however sparse or dense the bins.
 */
final class BinColumn {

    /** Up to so many points the share of a half has learned frequencies, beyond it is a number near the middle. */
    private static final int FEW = 8;

    private BinColumn() {}

    /** Where points lie: counts by bin, ascending. */
    public interface Histogram {

        /** How many of the points to tell lie in bins from {@code low} to below {@code high}. */
        long between(int low, int high);
    }

    /** Takes the points of a bin, bins ascending. */
    public interface Receiver {

        void accept(int bin, long points);
    }

    public static void write(ColumnSink sink, int low, int high, long points, Histogram histogram) {
        if (points == 0 || low == high) {
            return;
        }
        int middle = (int) (((long) low + high + 1) >> 1);
        long lower = histogram.between(low, middle);
        if (points <= FEW) {
            for (int i = 0; i < points && i <= lower; i++) {
                sink.flag(Context.SHARE + (int) points * FEW + i, lower > i);
            }
        } else {
            sink.number(Context.HALF, lower - (points >> 1));
        }
        write(sink, low, middle - 1, lower, histogram);
        write(sink, middle, high, points - lower, histogram);
    }

    public static void read(ColumnSource source, int low, int high, long points, Receiver receiver) {
        if (points == 0) {
            return;
        }
        if (low == high) {
            receiver.accept(low, points);
            return;
        }
        int middle = (int) (((long) low + high + 1) >> 1);
        long lower = 0;
        if (points <= FEW) {
            while (lower < points && source.flag(Context.SHARE + (int) points * FEW + (int) lower)) {
                lower++;
            }
        } else {
            lower = source.number(Context.HALF) + (points >> 1);
            if (lower < 0 || lower > points) {
                throw new CorruptBlockException("declares " + lower + " of " + points + " points");
            }
        }
        read(source, low, middle - 1, lower, receiver);
        read(source, middle, high, points - lower, receiver);
    }
}
