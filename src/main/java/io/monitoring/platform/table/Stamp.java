package io.monitoring.platform.table;

/** Times as parts of keys, in the order of time. */
public final class Stamp {

    private Stamp() {}

    /** Epoch milliseconds in 13 digits, which last until the year 2286. */
    public static String text(long epochMillis) {
        return String.format("%013d", epochMillis);
    }
}
