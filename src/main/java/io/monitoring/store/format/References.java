package io.monitoring.store.format;

import io.monitoring.store.format.column.ColumnSink;
import io.monitoring.store.format.column.ColumnSource;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.CorruptBlockException;

/** A sequence of references into a table: the same as before, the one after it (around the end), or another. */
final class References {

    private final int size;
    private int previous = -1;
    private int wasSame;

    References(int size) {
        this.size = size;
    }

    static References of(References[] all, int index, int size) {
        if (all[index] == null) {
            all[index] = new References(size);
        }
        return all[index];
    }

    void write(ColumnSink sink, int reference) {
        if (size == 1) {
            return;
        }
        boolean same = reference == previous;
        sink.flag(Context.SAME_AS_BEFORE + 1 + wasSame, same);
        if (!same) {
            boolean next = reference == next();
            sink.flag(Context.NEXT_IN_ORDER + 1, next);
            if (!next) {
                sink.number(Context.REFERENCE, reference - (long) previous);
            }
        }
        wasSame = same ? 1 : 0;
        previous = reference;
    }

    int read(ColumnSource source) {
        if (size == 1) {
            return 0;
        }
        boolean same = source.flag(Context.SAME_AS_BEFORE + 1 + wasSame);
        if (!same) {
            previous = source.flag(Context.NEXT_IN_ORDER + 1)
                    ? next()
                    : previous + source.number(Context.REFERENCE, -previous, size - 1 - previous);
        }
        if (previous < 0) {
            throw new CorruptBlockException("refers to the same as nothing before");
        }
        wasSame = same ? 1 : 0;
        return previous;
    }

    private int next() {
        return previous + 1 == size ? 0 : previous + 1;
    }

    /** Takes note of a reference that was stored otherwise. */
    void follow(int reference) {
        previous = reference;
    }
}
