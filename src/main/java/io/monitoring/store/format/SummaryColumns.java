package io.monitoring.store.format;

import io.monitoring.store.format.column.ColumnHistory;
import io.monitoring.store.format.column.ColumnSink;
import io.monitoring.store.format.column.ColumnSource;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.DecimalScale;
import io.monitoring.store.format.column.IntegerColumn;
import io.monitoring.store.format.column.ValueColumn;

/**
 * Minimum, maximum and sum of a series of periods. As whole numbers of one decimal place the maximum is told as its
 * distance from the minimum, and the sum as its distance from count times their middle; the count is known.
 */
final class SummaryColumns {

    private final IntegerColumn integers = new IntegerColumn();
    private final ValueColumn values = new ValueColumn();
    private final DecimalScale scale = new DecimalScale();

    /** The previous columns of the same metric. */
    public static final class History {

        private final ColumnHistory[] columns = {new ColumnHistory(), new ColumnHistory(), new ColumnHistory()};
        private int decimals;
        private int plain;
        private int corrected;
    }

    public void write(ColumnSink sink, double[] min, double[] max, double[] sum, long[] counts, History history) {
        int n = min.length;
        double[] all = new double[3 * n];
        System.arraycopy(min, 0, all, 0, n);
        System.arraycopy(max, 0, all, n, n);
        System.arraycopy(sum, 0, all, 2 * n, n);
        int decimals = scale.of(all, 3 * n);
        sink.flag(Context.XOR + history.plain, decimals < 0);
        history.plain = decimals < 0 ? 1 : 0;
        if (decimals < 0) {
            values.write(sink, min, n, history.columns[0]);
            values.write(sink, max, n, history.columns[1]);
            values.write(sink, sum, n, history.columns[2]);
            return;
        }
        sink.flag(Context.SAME_DECIMALS, decimals == history.decimals);
        if (decimals != history.decimals) {
            sink.number(Context.DECIMALS, decimals);
            history.decimals = decimals;
        }
        long[] scaled = new long[3 * n];
        long[] corrections = new long[3 * n];
        long any = 0;
        for (int i = 0; i < 3 * n; i++) {
            scaled[i] = DecimalScale.scaled(all[i], decimals);
            corrections[i] = DecimalScale.correction(all[i], scaled[i], decimals);
            any |= corrections[i];
        }
        for (int column = 0; column < 3; column++) {
            integers.write(sink, told(column, scaled, counts, n), n, history.columns[column]);
        }
        sink.flag(Context.ULPS + history.corrected, any != 0);
        history.corrected = any != 0 ? 1 : 0;
        if (any != 0) {
            sink.residuals(corrections, 0, 3 * n, 0);
        }
    }

    private static long[] told(int column, long[] scaled, long[] counts, int n) {
        long[] told = new long[n];
        for (int i = 0; i < n; i++) {
            long min = scaled[i];
            long max = scaled[n + i];
            told[i] = switch (column) {
                case 0 -> min;
                case 1 -> max - min;
                default -> scaled[2 * n + i] - expectedSum(min, max, counts[i]);
            };
        }
        return told;
    }

    private static long expectedSum(long min, long max, long count) {
        return min * count + ((max - min) * count >> 1);
    }

    public void read(ColumnSource source, double[] min, double[] max, double[] sum, long[] counts, History history) {
        int n = min.length;
        history.plain = source.flag(Context.XOR + history.plain) ? 1 : 0;
        if (history.plain == 1) {
            values.read(source, min, n, history.columns[0]);
            values.read(source, max, n, history.columns[1]);
            values.read(source, sum, n, history.columns[2]);
            return;
        }
        if (!source.flag(Context.SAME_DECIMALS)) {
            history.decimals = source.number(Context.DECIMALS, 0, DecimalScale.MAX);
        }
        long[] mins = new long[n];
        long[] maxs = new long[n];
        long[] sums = new long[n];
        integers.read(source, mins, n, history.columns[0]);
        integers.read(source, maxs, n, history.columns[1]);
        integers.read(source, sums, n, history.columns[2]);
        long[] corrections = new long[3 * n];
        history.corrected = source.flag(Context.ULPS + history.corrected) ? 1 : 0;
        if (history.corrected == 1) {
            source.residuals(corrections, 0, 3 * n, 0);
        }
        for (int i = 0; i < n; i++) {
            long highest = maxs[i] + mins[i];
            long total = sums[i] + expectedSum(mins[i], highest, counts[i]);
            min[i] = DecimalScale.corrected(mins[i], history.decimals, corrections[i]);
            max[i] = DecimalScale.corrected(highest, history.decimals, corrections[n + i]);
            sum[i] = DecimalScale.corrected(total, history.decimals, corrections[2 * n + i]);
        }
    }
}
