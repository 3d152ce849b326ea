package io.monitoring.store.format.column;

/**
 * A column of doubles, bit for bit: as whole numbers of some decimal place ({@link DecimalScale}) with corrections where
 * the decimal is not quite the value, or, when they are no decimals, by the XOR with the previous value. Where a few
 * values make up most of a column, by a {@link Palette} of them.
 */
public final class ValueColumn {

    private final IntegerColumn integers = new IntegerColumn();
    private final DecimalScale scale = new DecimalScale();
    private long[] scaled = new long[64];
    private long[] corrections = new long[64];

    public void write(ColumnSink sink, double[] values, int n, ColumnHistory history) {
        if (n < Palette.MIN_POINTS) {
            writeAll(sink, values, n, history);
            return;
        }
        Palette palette = sink.thorough() ? Palette.of(values, n) : null;
        if (palette != null && palette.bits() + plainBits(palette.escapes()) >= plainBits(values, n)) {
            palette = null;
        }
        boolean few = palette != null;
        sink.flag(Context.PALETTE + history.palette, few);
        history.palette = few ? 1 : 0;
        if (few) {
            int entries = palette.entries().length;
            sink.number(Context.ENTRIES, entries);
            writeAll(sink, palette.entries(), entries, history.entries());
            sink.symbols(palette.symbols(), n, entries);
            writeAll(sink, palette.escapes(), palette.escapes().length, history);
        } else {
            writeAll(sink, values, n, history);
        }
    }

    private double plainBits(double[] values) {
        return plainBits(values, values.length);
    }

    /** About what values cost one by one. */
    private double plainBits(double[] values, int n) {
        int decimals = scale.of(values, n);
        if (decimals < 0) {
            return 60.0 * n;
        }
        ensure(n);
        double corrected = 0;
        for (int i = 0; i < n; i++) {
            scaled[i] = DecimalScale.scaled(values[i], decimals);
            corrected += DecimalScale.correction(values[i], scaled[i], decimals) == 0 ? 0 : 3;
        }
        return integers.estimate(scaled, n) + corrected;
    }

    private void writeAll(ColumnSink sink, double[] values, int n, ColumnHistory history) {
        if (n == 0) {
            return;
        }
        int decimals = scale.of(values, n);
        boolean xor = decimals < 0;
        sink.flag(Context.XOR + history.xor, xor);
        history.xor = xor ? 1 : 0;
        if (xor) {
            XorColumn.write(sink, values, n, history);
            return;
        }
        sink.flag(Context.SAME_DECIMALS, decimals == history.decimals);
        if (decimals != history.decimals) {
            sink.number(Context.DECIMALS, decimals);
            history.decimals = decimals;
        }
        ensure(n);
        long any = 0;
        for (int i = 0; i < n; i++) {
            scaled[i] = DecimalScale.scaled(values[i], decimals);
            corrections[i] = DecimalScale.correction(values[i], scaled[i], decimals);
            any |= corrections[i];
        }
        sink.flag(Context.ULPS + history.ulps, any != 0);
        history.ulps = any != 0 ? 1 : 0;
        integers.write(sink, scaled, n, history);
        if (any != 0) {
            sink.residuals(corrections, 0, n, 0);
        }
    }

    public void read(ColumnSource source, double[] values, int n, ColumnHistory history) {
        if (n >= Palette.MIN_POINTS) {
            history.palette = source.flag(Context.PALETTE + history.palette) ? 1 : 0;
            if (history.palette == 1) {
                readPalette(source, values, n, history);
                return;
            }
        }
        readAll(source, values, n, history);
    }

    private void readPalette(ColumnSource source, double[] values, int n, ColumnHistory history) {
        int entryCount = source.number(Context.ENTRIES, 1, Palette.MAX_ENTRIES);
        double[] entries = new double[entryCount];
        readAll(source, entries, entryCount, history.entries());
        int[] symbols = new int[n];
        source.symbols(symbols, n, entryCount);
        int escaped = 0;
        for (int symbol : symbols) {
            escaped += symbol == entryCount ? 1 : 0;
        }
        double[] escapes = new double[escaped];
        readAll(source, escapes, escaped, history);
        int at = 0;
        for (int i = 0; i < n; i++) {
            values[i] = symbols[i] == entryCount ? escapes[at++] : entries[symbols[i]];
        }
    }

    private void readAll(ColumnSource source, double[] values, int n, ColumnHistory history) {
        if (n == 0) {
            return;
        }
        history.xor = source.flag(Context.XOR + history.xor) ? 1 : 0;
        if (history.xor == 1) {
            XorColumn.read(source, values, n, history);
            return;
        }
        if (!source.flag(Context.SAME_DECIMALS)) {
            history.decimals = source.number(Context.DECIMALS, 0, DecimalScale.MAX);
        }
        history.ulps = source.flag(Context.ULPS + history.ulps) ? 1 : 0;
        ensure(n);
        integers.read(source, scaled, n, history);
        int decimals = history.decimals;
        if (history.ulps == 0) {
            for (int i = 0; i < n; i++) {
                values[i] = DecimalScale.value(scaled[i], decimals);
            }
            return;
        }
        source.residuals(corrections, 0, n, 0);
        for (int i = 0; i < n; i++) {
            values[i] = DecimalScale.corrected(scaled[i], decimals, corrections[i]);
        }
    }

    private void ensure(int n) {
        if (scaled.length < n) {
            scaled = new long[n];
            corrections = new long[n];
        }
    }
}
