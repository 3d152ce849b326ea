package io.monitoring.ingest.batch;

import java.util.Arrays;

/**
 * Where points stood in their request, ascending. Two integers while they stand side by side, which is what the series
 * form and a batch over one series give; a column of its own from the first gap on.
 */
public final class PointIndexes {

    private int first;
    private int size;
    private int[] column; // null while contiguous

    void add(int index) {
        addRange(index, 1);
    }

    void addRange(int from, int count) {
        if (count == 0) {
            return;
        }
        if (size == 0) {
            first = from;
        } else if (column == null && from != first + size) {
            column = new int[Math.max(8, 2 * (size + count))];
            for (int i = 0; i < size; i++) {
                column[i] = first + i;
            }
        }
        if (column != null) {
            if (size + count > column.length) {
                column = Arrays.copyOf(column, 2 * (size + count));
            }
            for (int i = 0; i < count; i++) {
                column[size + i] = from + i;
            }
        }
        size += count;
    }

    public int size() {
        return size;
    }

    /** The index in the request of the point that was the {@code position}th of its series. */
    public int at(int position) {
        if (position < 0 || position >= size) {
            throw new IndexOutOfBoundsException(position);
        }
        return column == null ? first + position : column[position];
    }
}
