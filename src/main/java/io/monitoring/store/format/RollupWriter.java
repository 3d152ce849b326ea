package io.monitoring.store.format;

import io.monitoring.series.Aggregate;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.Sketch;
import io.monitoring.store.format.column.ByteSink;
import io.monitoring.store.format.column.ColumnSink;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.Frame;
import io.monitoring.store.format.column.IntegerColumn;
import io.monitoring.store.format.column.ModelSink;
import io.monitoring.store.format.column.TextBlob;
import java.util.List;

/** Writes one document of roll-ups: texts, directory, then groups of series, each column by column. */
final class RollupWriter {

    static final int KIND_AND_VERSION = 0xa1;
    private static final int DEFLATE_LEVEL = 9;

    private final List<RollupSeries> series;
    private final SeriesDictionary dictionary;
    private final IntegerColumn integers = new IntegerColumn();
    private final SummaryColumns summaries = new SummaryColumns();

    RollupWriter(List<RollupSeries> series) {
        long rows = 0;
        long bins = 0;
        for (RollupSeries one : series) {
            rows += one.rows().size();
            for (var row : one.rows()) {
                bins += row.aggregate().sketch().size();
            }
        }
        if (rows > RollupCodec.MAX_ROWS
                || bins > RollupCodec.MAX_BINS
                || series.size() > SeriesDictionaryReader.MAX_SERIES) {
            throw new IllegalArgumentException(
                    rows + " rows of " + bins + " bins in " + series.size() + " series are too many for one");
        }
        this.series = series;
        this.dictionary =
                new SeriesDictionary(series.stream().map(RollupSeries::key).toList());
    }

    byte[] write() {
        ModelSink directory = new ModelSink(256);
        TextBlob texts = dictionary.texts();
        dictionary.write(directory, texts);
        long resolution = 0;
        int rows = 0;
        for (RollupSeries one : series) {
            directory.number(Directory.RESOLUTION, one.resolution().toMillis() - resolution);
            directory.number(Context.COUNT, one.rows().size() - (long) rows);
            resolution = one.resolution().toMillis();
            rows = one.rows().size();
        }
        ByteSink groups = new ByteSink(1024);
        writeGroups(directory, groups);

        ByteSink out = Frame.begin(KIND_AND_VERSION, groups.size() + 1024);
        texts.write(out, SeriesVocabulary.VERSION_1, DEFLATE_LEVEL);
        PointWriter.append(out, directory);
        out.writeBytes(groups.buffer(), 0, groups.size());
        return Frame.end(out);
    }

    private void writeGroups(ModelSink directory, ByteSink groups) {
        int[] rows = series.stream().mapToInt(one -> one.rows().size()).toArray();
        int previous = 0;
        for (int from = 0, to; from < rows.length; from = to) {
            to = Directory.groupEnd(rows, from, RollupReader.GROUP_ROWS);
            ModelSink sink = new ModelSink(1024);
            RollupHistories histories = new RollupHistories();
            for (int i = from; i < to; i++) {
                writeRows(sink, series.get(i).rows(), histories, histories.of(dictionary.metric(i)));
            }
            int before = groups.size();
            sink.finish(groups);
            if (to < rows.length) {
                Directory.writeGroupLength(directory, groups.size() - before, previous);
                previous = groups.size() - before;
            }
        }
    }

    private void writeRows(
            ColumnSink sink, List<RollupSeries.Row> rows, RollupHistories histories, RollupHistories.OfMetric history) {
        int n = rows.size();
        if (n == 0) {
            return;
        }
        long[] starts = new long[n];
        long[] counts = new long[n];
        double[] mins = new double[n];
        double[] maxs = new double[n];
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            Aggregate aggregate = rows.get(i).aggregate();
            starts[i] = rows.get(i).start();
            counts[i] = aggregate.count();
            mins[i] = aggregate.min();
            maxs[i] = aggregate.max();
            sums[i] = aggregate.sum();
        }
        integers.write(sink, starts, n, histories.starts());
        integers.write(sink, counts, n, history.counts());
        summaries.write(sink, mins, maxs, sums, counts, history.summaries());
        for (var row : rows) {
            writeSketch(sink, row.aggregate());
        }
    }

    /**
     * The bounds give away the outermost bins and one point in each; the count, how many points are left to tell. A sketch
     * of values that lie many decades apart has the smaller bound's point in the smallest bin that it keeps, and so has
     * the reader's.
     */
    private static void writeSketch(ColumnSink sink, Aggregate aggregate) {
        int low = Sketch.bin(aggregate.min());
        int high = Sketch.bin(aggregate.max());
        if (low < high && aggregate.count() > 2) {
            Sketch sketch = aggregate.sketch();
            int first = sketch.bin(0);
            int last = sketch.bin(sketch.size() - 1);
            BinColumn.write(sink, low, high, aggregate.count() - 2, (from, to) -> {
                long points = sketch.between(from, to);
                return points - (from <= first && first < to ? 1 : 0) - (from <= last && last < to ? 1 : 0);
            });
        }
    }
}
