package io.monitoring.store.format.column;

/**
 * Plain bits: numbers as a bit length and the bits below the leading one (Elias gamma's idea with a fixed-width length),
 * residuals in Rice codes (R. F. Rice, "Some practical universal noiseless coding techniques", JPL 1979) with a
 * parameter for each run of {@value #RUN}.
 */
public final class RiceSink implements ColumnSink {

    static final int RUN = 128;
    /** A quotient of this much or more: the value follows in 64 bits. */
    static final int ESCAPE = 20;

    private final BitWriter out;

    public RiceSink(int capacity) {
        out = new BitWriter(capacity);
    }

    @Override
    public void flag(int context, boolean value) {
        out.write(value ? 1 : 0, 1);
    }

    @Override
    public void number(int context, long value) {
        long folded = value << 1 ^ value >> 63;
        int length = Math.min(63, 64 - Long.numberOfLeadingZeros(folded));
        out.write(length, 6);
        if (length == 63) {
            out.write(folded, 64);
        } else if (length > 1) {
            out.write(folded & ((1L << (length - 1)) - 1), length - 1);
        }
    }

    @Override
    public void bits(long value, int count) {
        out.write(value, count);
    }

    @Override
    public void residuals(long[] values, int from, int to, int scale) {
        for (int start = from; start < to; start += RUN) {
            run(values, start, Math.min(to, start + RUN));
        }
    }

    private void run(long[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            long folded = values[i] << 1 ^ values[i] >> 63;
            sum += folded < 0 ? 0x1p63 : folded;
        }
        int low = parameter(sum / (to - from));
        out.write(low, 6);
        long mask = (1L << low) - 1;
        for (int i = from; i < to; i++) {
            long folded = values[i] << 1 ^ values[i] >> 63;
            long quotient = folded >>> low;
            if (quotient < ESCAPE && quotient >= 0) {
                int q = (int) quotient;
                if (low + q < 56) {
                    out.write((folded & mask) << (q + 1) | 1L << q, q + 1 + low);
                } else {
                    out.write(1L << q, q + 1);
                    out.write(folded & mask, low);
                }
            } else {
                out.write(0, ESCAPE);
                out.write(folded, 64);
            }
        }
    }

    /** The best parameter for a geometric distribution of this mean is near log2(0.69 mean). */
    private static int parameter(double mean) {
        return Math.max(0, Math.min(62, Math.getExponent(mean * 0.98)));
    }

    @Override
    public void symbols(int[] symbols, int n, int most) {
        int width = 32 - Integer.numberOfLeadingZeros(most);
        for (int i = 0; i < n; i++) {
            out.write(symbols[i], width);
        }
    }

    @Override
    public boolean thorough() {
        return false;
    }

    public void finish(ByteSink sink) {
        out.appendReversed(sink);
    }
}
