package io.monitoring.store.format.column;

import java.util.Arrays;

/**
 * A binary range coder with carry-free renormalisation (as in Mahoney's paq and lpaq) over {@link Model}. Bits that
 * nothing predicts go to the section's other end (the raw bits of RFC 6716, 4.1.4): it costs no time in the coder and no
 * length field.
 */
public final class ModelSink implements ColumnSink {

    private final int[] states = Model.states();
    private final BitWriter raw;
    private byte[] coded;
    private int size;
    private long low;
    private long high = 0xffffffffL;

    public ModelSink(int capacity) {
        coded = new byte[Math.max(64, capacity)];
        raw = new BitWriter(capacity);
    }

    @Override
    public void flag(int context, boolean value) {
        bit(Model.FLAGS + context, value ? 1 : 0);
    }

    @Override
    public void number(int context, long value) {
        unsigned(context, value << 1 ^ value >> 63);
    }

    /** The bit length through a tree, then the bits below the leading one. */
    private void unsigned(int context, long value) {
        int length = Math.min(63, 64 - Long.numberOfLeadingZeros(value));
        int base = Model.NUMBERS + context * Model.NUMBER_NODES;
        int node = 1;
        for (int shift = 5; shift >= 0; shift--) {
            int bit = length >>> shift & 1;
            bit(base + node, bit);
            node = node << 1 | bit;
        }
        if (length == 63) {
            raw.write(value, 64);
        } else if (length > 1) {
            raw.write(value & ((1L << (length - 1)) - 1), length - 1);
        }
    }

    @Override
    public void bits(long value, int count) {
        raw.write(value, count);
    }

    @Override
    public void residuals(long[] values, int from, int to, int scale) {
        long mean = Model.startingMean(scale);
        for (int i = from; i < to; i++) {
            long value = values[i];
            long magnitude = Math.abs(value);
            int noise = Model.noiseBits(mean);
            long leading = magnitude >>> noise;
            int leaf = leading < 0 || leading > Model.ESCAPE ? Model.ESCAPE : (int) leading;
            tree(Model.tree(mean, noise), leaf);
            if (leaf == Model.ESCAPE) {
                unsigned(Context.ESCAPE, leading - Model.ESCAPE);
            }
            raw.write(magnitude & ((1L << noise) - 1), noise);
            if (magnitude != 0) {
                bit(Model.SIGNS + leaf, value < 0 ? 1 : 0);
            }
            mean = Model.followMean(mean, magnitude);
        }
    }

    @Override
    public void symbols(int[] symbols, int n, int most) {
        Model.forgetSymbols(states);
        int top = 31 - Integer.numberOfLeadingZeros(most);
        int base = Model.SYMBOLS;
        for (int i = 0; i < n; i++) {
            int node = 1;
            for (int shift = top; shift >= 0; shift--) {
                int bit = symbols[i] >>> shift & 1;
                bit(base + node, bit);
                node = node << 1 | bit;
            }
            base = symbols[i] == 0 ? Model.SYMBOLS : Model.SYMBOLS + Model.SYMBOL_NODES;
        }
    }

    private void tree(int base, int leaf) {
        int node = 1;
        for (int shift = 4; shift >= 0; shift--) {
            int bit = leaf >>> shift & 1;
            bit(base + node, bit);
            node = node << 1 | bit;
        }
    }

    @Override
    public boolean thorough() {
        return true;
    }

    private void bit(int index, int bit) {
        int state = states[index];
        int probability = AdaptiveBit.probability(state);
        long range = high - low;
        long middle = low + (range >>> 16) * probability + ((range & 0xffff) * probability >>> 16);
        if (bit != 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
        states[index] = AdaptiveBit.update(state, bit);
        while (((low ^ high) & 0xff000000L) == 0) {
            emit((int) (high >>> 24));
            low = low << 8 & 0xffffffffL;
            high = high << 8 & 0xffffffffL | 0xff;
        }
    }

    private void emit(int value) {
        if (size == coded.length) {
            coded = Arrays.copyOf(coded, size * 2);
        }
        coded[size++] = (byte) value;
    }

    /** Ends the section: as many bytes as it takes for whatever follows to be read as the same symbols. */
    public void finish(ByteSink out) {
        for (int length = 0; length <= 4; length++) {
            int free = 32 - 8 * length;
            long prefix = low + (1L << free) - 1 >>> free;
            if ((prefix + 1 << free) - 1 <= high) {
                for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
                    emit((int) (prefix >>> shift));
                }
                break;
            }
        }
        out.writeBytes(coded, 0, size);
        raw.appendReversed(out);
    }
}
