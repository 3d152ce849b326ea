package io.monitoring.store.format;

import io.monitoring.store.format.column.ColumnSink;
import io.monitoring.store.format.column.ColumnSource;
import io.monitoring.store.format.column.Context;

/**
 * What the directories of point and roll-up documents have in common: their symbols' contexts, and the groups. Series lie
 * in groups that are read whole or stepped over whole, so that one series of many is cheap to find while what was
 * learned of one helps to code the next.
 */
final class Directory {

    // Flags.
    static final int MODELLED = Context.DIRECTORY_FLAG;
    static final int SAME_TIMES = Context.DIRECTORY_FLAG + 1;
    static final int ANY_METADATA = Context.DIRECTORY_FLAG + 2;
    static final int WITH_METADATA = Context.DIRECTORY_FLAG + 3;

    // Numbers.
    static final int TIMES = Context.DIRECTORY_NUMBER;
    static final int RESOLUTION = Context.DIRECTORY_NUMBER;
    static final int GROUP_LENGTH = Context.DIRECTORY_NUMBER + 1;

    private Directory() {}

    /** Where the group that begins at {@code from} ends: after the series that fills it. */
    static int groupEnd(int[] sizes, int from, int full) {
        int to = from;
        int size = 0;
        while (to < sizes.length && size < full) {
            size += sizes[to++];
        }
        return to;
    }

    /** The length of a group in bytes, as its difference to the previous one's. The last is not told. */
    static void writeGroupLength(ColumnSink sink, int length, int previous) {
        sink.number(GROUP_LENGTH, length - (long) previous);
    }

    /** The lengths of all groups but the last, which ends where the document does. */
    static int[] readGroupLengths(ColumnSource source, int[] sizes, int full, int available) {
        int[] lengths = new int[sizes.length];
        int previous = 0;
        for (int group = 0, to = groupEnd(sizes, 0, full); to < sizes.length; group++) {
            previous += source.number(GROUP_LENGTH, -previous, available - previous);
            lengths[group] = previous;
            to = groupEnd(sizes, to, full);
        }
        return lengths;
    }
}
