package io.monitoring.store.format.column;

/** Reads {@link RiceSink}'s sections. */
public final class RiceSource implements ColumnSource {

    private final BitReader in;

    public RiceSource(byte[] data, int start, int end) {
        in = new BitReader(data, start, end);
    }

    @Override
    public boolean flag(int context) {
        return in.read(1) != 0;
    }

    @Override
    public long number(int context) {
        int length = (int) in.read(6);
        long folded;
        if (length == 63) {
            folded = in.read(64);
        } else {
            folded = length < 2 ? length : in.read(length - 1) | 1L << (length - 1);
        }
        return folded >>> 1 ^ -(folded & 1);
    }

    @Override
    public long bits(int count) {
        return in.read(count);
    }

    @Override
    public void residuals(long[] values, int from, int to, int scale) {
        for (int start = from; start < to; start += RiceSink.RUN) {
            run(values, start, Math.min(to, start + RiceSink.RUN));
        }
    }

    @Override
    public void symbols(int[] symbols, int n, int most) {
        int width = 32 - Integer.numberOfLeadingZeros(most);
        for (int i = 0; i < n; i++) {
            symbols[i] = (int) in.read(width);
            if (symbols[i] > most) {
                throw new CorruptBlockException("names value " + symbols[i] + " of " + most);
            }
        }
    }

    private void run(long[] values, int from, int to) {
        int low = (int) in.read(6);
        long mask = (1L << low) - 1;
        for (int i = from; i < to; i++) {
            long word = in.peek();
            int quotient = Long.numberOfTrailingZeros(word);
            long folded;
            if (quotient >= RiceSink.ESCAPE) {
                in.skip(RiceSink.ESCAPE);
                folded = in.read(64);
            } else if (quotient + low < 56) {
                in.skip(quotient + 1 + low);
                folded = (long) quotient << low | word >>> (quotient + 1) & mask;
            } else {
                in.skip(quotient + 1);
                folded = (long) quotient << low | in.read(low);
            }
            values[i] = folded >>> 1 ^ -(folded & 1);
        }
    }
}
