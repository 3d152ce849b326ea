package io.monitoring.store.format.column;

/** Reads what a {@link ColumnSink} of the same kind wrote; throws {@link CorruptBlockException} when it ends early. */
public interface ColumnSource {

    boolean flag(int context);

    long number(int context);

    long bits(int count);

    void residuals(long[] values, int from, int to, int scale);

    /** Numbers from 0 to {@code most}. */
    void symbols(int[] symbols, int n, int most);

    /** A number that must lie within bounds, both inclusive. */
    default int number(int context, int min, int max) {
        long value = number(context);
        if (value < min || value > max) {
            throw new CorruptBlockException("declares " + value + ", possible are " + min + " to " + max);
        }
        return (int) value;
    }
}
