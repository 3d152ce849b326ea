package io.monitoring.store.format;

import io.monitoring.series.Aggregate;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.Sketch;
import io.monitoring.store.format.column.ByteSource;
import io.monitoring.store.format.column.ColumnSource;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.CorruptBlockException;
import io.monitoring.store.format.column.Frame;
import io.monitoring.store.format.column.IntegerColumn;
import io.monitoring.store.format.column.ModelSource;
import io.monitoring.store.format.column.TextBlob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads what {@link RollupWriter} wrote. Groups without a wanted series are stepped over. */
final class RollupReader {

    /** A group ends with the series that brings it to so many rows: what one wanted series costs at most. */
    static final int GROUP_ROWS = 480;

    private final ByteSource in;
    private final SeriesDictionaryReader dictionary;
    private final IntegerColumn integers = new IntegerColumn();
    private final SummaryColumns summaries = new SummaryColumns();
    private final long[] resolutions;
    private final int[] rowCounts;
    private final int[] groupLengths;
    private int binsLeft = RollupCodec.MAX_BINS;

    RollupReader(String service, byte[] data) {
        in = Frame.open(data, RollupWriter.KIND_AND_VERSION);
        TextBlob.Section texts = TextBlob.Section.read(in);
        ModelSource directory = PointReader.section(in);
        dictionary = new SeriesDictionaryReader(service, directory, texts);
        resolutions = new long[dictionary.size()];
        rowCounts = new int[dictionary.size()];
        long resolution = 0;
        int rows = 0;
        long total = 0;
        for (int i = 0; i < rowCounts.length; i++) {
            resolution += directory.number(Directory.RESOLUTION);
            rows += directory.number(Context.COUNT, -rows, RollupCodec.MAX_ROWS - rows);
            total += rows;
            if (total > RollupCodec.MAX_ROWS) {
                throw new CorruptBlockException("declares more than " + RollupCodec.MAX_ROWS + " rows");
            }
            resolutions[i] = resolution;
            rowCounts[i] = rows;
        }
        groupLengths = Directory.readGroupLengths(directory, rowCounts, GROUP_ROWS, in.remaining());
    }

    List<RollupSeries> read(Predicate<SeriesKey> wanted) {
        List<RollupSeries> result = new ArrayList<>();
        int from = 0;
        for (int group = 0; from < rowCounts.length; group++) {
            int to = Directory.groupEnd(rowCounts, from, GROUP_ROWS);
            int length = to < rowCounts.length ? groupLengths[group] : in.remaining();
            int start = in.skip(length);
            boolean[] chosen = new boolean[to - from];
            int last = -1;
            for (int i = from; i < to; i++) {
                chosen[i - from] = wanted.test(dictionary.key(i));
                last = chosen[i - from] ? i : last;
            }
            if (last >= 0) {
                readGroup(new ModelSource(in.data(), start, start + length), from, last, chosen, result);
            }
            from = to;
        }
        return result;
    }

    private void readGroup(ColumnSource source, int from, int last, boolean[] chosen, List<RollupSeries> result) {
        RollupHistories histories = new RollupHistories();
        for (int i = from; i <= last; i++) {
            var rows = readRows(source, rowCounts[i], histories, histories.of(dictionary.metric(i)));
            if (chosen[i - from]) {
                try {
                    result.add(new RollupSeries(dictionary.key(i), Duration.ofMillis(resolutions[i]), rows));
                } catch (IllegalArgumentException e) {
                    throw new CorruptBlockException(e.getMessage(), e);
                }
            }
        }
    }

    private List<RollupSeries.Row> readRows(
            ColumnSource source, int n, RollupHistories histories, RollupHistories.OfMetric history) {
        List<RollupSeries.Row> rows = new ArrayList<>();
        if (n == 0) {
            return rows;
        }
        long[] starts = new long[n];
        long[] counts = new long[n];
        double[] mins = new double[n];
        double[] maxs = new double[n];
        double[] sums = new double[n];
        integers.read(source, starts, n, histories.starts());
        integers.read(source, counts, n, history.counts());
        summaries.read(source, mins, maxs, sums, counts, history.summaries());
        for (int i = 0; i < n; i++) {
            Sketch sketch = readSketch(source, counts[i], mins[i], maxs[i], sums[i]);
            rows.add(new RollupSeries.Row(starts[i], Aggregate.restored(counts[i], sums[i], mins[i], maxs[i], sketch)));
        }
        return rows;
    }

    private Sketch readSketch(ColumnSource source, long count, double min, double max, double sum) {
        int low = Sketch.bin(min);
        int high = Sketch.bin(max);
        if (count < 1
                || !(min <= max)
                || Double.isInfinite(min)
                || Double.isInfinite(max)
                || Double.isNaN(sum)
                || (count == 1 && low < high)) {
            throw new CorruptBlockException("a row of " + count + " points between " + min + " and " + max);
        }
        Sketch sketch = new Sketch();
        if (low == high) {
            sketch.add(low, count);
        } else {
            sketch.add(low, 1);
            sketch.add(high, 1);
            BinColumn.read(source, low, high, count - 2, (bin, points) -> {
                if (--binsLeft < 0) {
                    throw new CorruptBlockException("declares more than " + RollupCodec.MAX_BINS + " bins");
                }
                sketch.add(bin, points);
            });
        }
        return sketch;
    }
}
