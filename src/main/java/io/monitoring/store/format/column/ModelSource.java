package io.monitoring.store.format.column;

/** Reads {@link ModelSink}'s sections. */
public final class ModelSource implements ColumnSource {

    private final int[] states = Model.states();
    private final BitReader raw;
    private final byte[] data;
    private final int end;
    private int position;
    private long low;
    private long high = 0xffffffffL;
    private long code;

    public ModelSource(byte[] data, int start, int end) {
        this.data = data;
        this.end = end;
        this.position = start;
        this.raw = new BitReader(data, start, end);
        for (int i = 0; i < 4; i++) {
            code = code << 8 | next();
        }
    }

    /** Beyond the section's end any byte does: the writer has seen to it. */
    private int next() {
        return position < end ? data[position++] & 0xff : 0;
    }

    @Override
    public boolean flag(int context) {
        return bit(Model.FLAGS + context) != 0;
    }

    @Override
    public long number(int context) {
        long value = unsigned(context);
        return value >>> 1 ^ -(value & 1);
    }

    private long unsigned(int context) {
        int base = Model.NUMBERS + context * Model.NUMBER_NODES;
        int node = 1;
        for (int i = 0; i < 6; i++) {
            node = node << 1 | bit(base + node);
        }
        int length = node - Model.NUMBER_NODES;
        if (length == 63) {
            return raw.read(64);
        }
        return length < 2 ? length : raw.read(length - 1) | 1L << (length - 1);
    }

    @Override
    public long bits(int count) {
        return raw.read(count);
    }

    @Override
    public void residuals(long[] values, int from, int to, int scale) {
        long mean = Model.startingMean(scale);
        for (int i = from; i < to; i++) {
            int noise = Model.noiseBits(mean);
            int leaf = tree(Model.tree(mean, noise));
            long leading = leaf;
            if (leaf == Model.ESCAPE) {
                leading += unsigned(Context.ESCAPE);
            }
            long magnitude = leading << noise | raw.read(noise);
            boolean negative = magnitude != 0 && bit(Model.SIGNS + leaf) != 0;
            values[i] = negative ? -magnitude : magnitude;
            mean = Model.followMean(mean, magnitude);
        }
    }

    @Override
    public void symbols(int[] symbols, int n, int most) {
        Model.forgetSymbols(states);
        int levels = 32 - Integer.numberOfLeadingZeros(most);
        int base = Model.SYMBOLS;
        for (int i = 0; i < n; i++) {
            int node = 1;
            for (int level = 0; level < levels; level++) {
                node = node << 1 | bit(base + node);
            }
            symbols[i] = node - (1 << levels);
            if (symbols[i] > most) {
                throw new CorruptBlockException("names value " + symbols[i] + " of " + most);
            }
            base = symbols[i] == 0 ? Model.SYMBOLS : Model.SYMBOLS + Model.SYMBOL_NODES;
        }
    }

    private int tree(int base) {
        int node = 1;
        for (int i = 0; i < 5; i++) {
            node = node << 1 | bit(base + node);
        }
        return node - Model.MAGNITUDE_NODES;
    }

    private int bit(int index) {
        int state = states[index];
        int probability = AdaptiveBit.probability(state);
        long range = high - low;
        long middle = low + (range >>> 16) * probability + ((range & 0xffff) * probability >>> 16);
        int bit;
        if (code <= middle) {
            bit = 1;
            high = middle;
        } else {
            bit = 0;
            low = middle + 1;
        }
        states[index] = AdaptiveBit.update(state, bit);
        while (((low ^ high) & 0xff000000L) == 0) {
            low = low << 8 & 0xffffffffL;
            high = high << 8 & 0xffffffffL | 0xff;
            code = code << 8 & 0xffffffffL | next();
        }
        return bit;
    }
}
