package io.monitoring.store.format.column;

/**
 * Doubles by their XOR with the previous one (Pelkonen et al., "Gorilla", VLDB 2015, section 4.1.2): nothing for equal
 * values, the differing bits in the previous window where they fit, else a new window.
 */
final class XorColumn {

    private XorColumn() {}

    static void write(ColumnSink sink, double[] values, int n, ColumnHistory history) {
        long previous = history.bits;
        int leading = 64;
        int trailing = 0;
        for (int i = 0; i < n; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            long difference = bits ^ previous;
            previous = bits;
            sink.flag(Context.XOR_ZERO, difference == 0);
            if (difference == 0) {
                continue;
            }
            int leads = Long.numberOfLeadingZeros(difference);
            int trails = Long.numberOfTrailingZeros(difference);
            boolean fits = leads >= leading && trails >= trailing && 64 - leading - trailing < 64 - leads - trails + 12;
            sink.flag(Context.XOR_WINDOW, fits);
            if (!fits) {
                leading = leads;
                trailing = trails;
                sink.number(Context.LEADING, leading);
                sink.number(Context.SIGNIFICANT, 64 - leading - trailing);
            }
            sink.bits(difference >>> trailing, 64 - leading - trailing);
        }
        history.bits = previous;
    }

    static void read(ColumnSource source, double[] values, int n, ColumnHistory history) {
        long previous = history.bits;
        int leading = 64;
        int trailing = 0;
        for (int i = 0; i < n; i++) {
            if (!source.flag(Context.XOR_ZERO)) {
                if (!source.flag(Context.XOR_WINDOW)) {
                    leading = source.number(Context.LEADING, 0, 63);
                    trailing = 64 - leading - source.number(Context.SIGNIFICANT, 1, 64 - leading);
                }
                if (leading == 64) {
                    throw new CorruptBlockException("differing bits without a window");
                }
                previous ^= source.bits(64 - leading - trailing) << trailing;
            }
            values[i] = Double.longBitsToDouble(previous);
        }
        history.bits = previous;
    }
}
