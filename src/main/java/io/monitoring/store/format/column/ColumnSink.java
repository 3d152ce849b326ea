package io.monitoring.store.format.column;

/**
 * Where columns write their symbols. {@link RiceSink} packs bits and is quick, {@link ModelSink} learns the symbols'
 * frequencies and is dense; a column is written the same way to both.
 */
public interface ColumnSink {

    /** One decision; those of one {@link Context} resemble each other. */
    void flag(int context, boolean value);

    /** A signed number that is most often small. */
    void number(int context, long value);

    /** The lowest {@code count} (0 to 64) bits of a value, which nothing predicts. */
    void bits(long value, int count);

    /** Signed prediction errors in order; {@code scale} is the bit length of their mean magnitude. */
    void residuals(long[] values, int from, int to, int scale);

    /** Numbers from 0 to {@code most} (at most 63), of which 0 is the commonest. */
    void symbols(int[] symbols, int n, int most);

    /** Whether a column should look for its smallest form rather than for a good one. */
    boolean thorough();
}
