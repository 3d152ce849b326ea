package io.monitoring.store.format.column;

/**
 * What the previous column of the same kind looked like: the CPU of the next host has as many decimals and about the same
 * level. Writer and reader keep it alike, so that a column's description costs a bit where nothing has changed.
 */
public final class ColumnHistory {

    long first;
    int constant;
    int linear;
    long divisor = 1;
    int predictor;
    int scale;
    long step;

    int decimals;
    int xor;
    int ulps;
    int palette;
    long bits;
    private ColumnHistory entries;

    /** A column of a kind not seen before most likely looks like the last one, at a level of its own. */
    public static ColumnHistory after(ColumnHistory other) {
        ColumnHistory history = new ColumnHistory();
        if (other != null) {
            history.constant = other.constant;
            history.linear = other.linear;
            history.predictor = other.predictor;
            history.scale = other.scale;
            history.decimals = other.decimals;
            history.xor = other.xor;
            history.ulps = other.ulps;
            history.palette = other.palette;
        }
        return history;
    }

    /** Of the lists of common values. */
    ColumnHistory entries() {
        if (entries == null) {
            entries = new ColumnHistory();
        }
        return entries;
    }
}
