package io.monitoring.store.format;

import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.column.ByteSink;
import io.monitoring.store.format.column.ColumnHistory;
import io.monitoring.store.format.column.ColumnSink;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.Frame;
import io.monitoring.store.format.column.IntegerColumn;
import io.monitoring.store.format.column.ModelSink;
import io.monitoring.store.format.column.RiceSink;
import io.monitoring.store.format.column.TextBlob;
import io.monitoring.store.format.column.ValueColumn;
import java.util.List;

/** Writes one document of points: texts, directory, metadata if any, then groups of series. */
final class PointWriter {

    static final int KIND_AND_VERSION = 0xb1;

    /** A document of so few points is modelled even when it should be fast. */
    private static final int SMALL = 1_000;

    private static final int GROUP_CAPACITY = 2 * PointReader.GROUP_POINTS;

    private final List<SeriesPoints> series;
    private final PointCodec.Effort effort;
    private final boolean modelled;
    private final int total;
    private final TimeColumns times;
    private final SeriesDictionary dictionary;
    private final IntegerColumn integers = new IntegerColumn();
    private final ValueColumn values = new ValueColumn();
    private final long[] timeBuffer;
    private final double[] valueBuffer;

    PointWriter(List<SeriesPoints> series, PointCodec.Effort effort) {
        long points = 0;
        int longest = 0;
        for (SeriesPoints one : series) {
            points += one.size();
            longest = Math.max(longest, one.size());
        }
        if (points > PointCodec.MAX_POINTS || series.size() > SeriesDictionaryReader.MAX_SERIES) {
            throw new IllegalArgumentException(points + " points in " + series.size() + " series are too many for one");
        }
        this.series = series;
        this.effort = effort;
        this.total = (int) points;
        this.modelled = effort == PointCodec.Effort.DENSE || points <= SMALL;
        this.times = new TimeColumns(series);
        this.dictionary =
                new SeriesDictionary(series.stream().map(SeriesPoints::key).toList());
        this.timeBuffer = new long[longest];
        this.valueBuffer = new double[longest];
    }

    byte[] write() {
        ModelSink directory = new ModelSink(256);
        TextBlob texts = dictionary.texts();
        directory.flag(Directory.MODELLED, modelled);
        dictionary.write(directory, texts);
        writeTimes(directory);
        boolean anyMetadata = writeMetadataFlags(directory);
        ByteSink groups = new ByteSink(total * 2 + 64);
        writeGroups(directory, groups);

        ByteSink out = Frame.begin(KIND_AND_VERSION, groups.size() + 1024);
        texts.write(out, SeriesVocabulary.VERSION_1, level());
        append(out, directory);
        if (anyMetadata) {
            new MetadataWriter(series).write(out, level());
        }
        out.writeBytes(groups.buffer(), 0, groups.size());
        return Frame.end(out);
    }

    private int level() {
        return effort == PointCodec.Effort.DENSE || modelled ? 9 : 1;
    }

    static void append(ByteSink out, ModelSink section) {
        ByteSink bytes = new ByteSink(256);
        section.finish(bytes);
        out.writeVarint(bytes.size());
        out.writeBytes(bytes.buffer(), 0, bytes.size());
    }

    /** Shared time columns in full, then for each series its column or, if it is its own, its length. */
    private void writeTimes(ModelSink directory) {
        directory.number(Context.SIZE, times.shared().size());
        ColumnHistory history = new ColumnHistory();
        int previous = 0;
        for (SeriesPoints column : times.shared()) {
            directory.number(Context.COUNT, column.size() - (long) previous);
            previous = column.size();
            integers.write(directory, times(column), column.size(), history);
        }
        int before = 0;
        for (int i = 0; i < series.size(); i++) {
            int column = times.of(i);
            if (!times.shared().isEmpty()) {
                directory.flag(Directory.SAME_TIMES, column == before);
                if (column != before) {
                    directory.number(Directory.TIMES, column - (long) before);
                    before = column;
                }
            }
            if (column == TimeColumns.OWN) {
                directory.number(Context.COUNT, series.get(i).size() - (long) previous);
                previous = series.get(i).size();
            }
        }
    }

    private boolean writeMetadataFlags(ModelSink directory) {
        boolean any = series.stream().anyMatch(SeriesPoints::hasMetadata);
        directory.flag(Directory.ANY_METADATA, any);
        if (any) {
            for (SeriesPoints points : series) {
                directory.flag(Directory.WITH_METADATA, points.hasMetadata());
            }
        }
        return any;
    }

    private void writeGroups(ModelSink directory, ByteSink groups) {
        int[] counts = series.stream().mapToInt(SeriesPoints::size).toArray();
        int previous = 0;
        for (int from = 0, to; from < counts.length; from = to) {
            to = Directory.groupEnd(counts, from, PointReader.GROUP_POINTS);
            int before = groups.size();
            if (modelled) {
                ModelSink sink = new ModelSink(GROUP_CAPACITY);
                writeGroup(sink, from, to);
                sink.finish(groups);
            } else {
                RiceSink sink = new RiceSink(GROUP_CAPACITY);
                writeGroup(sink, from, to);
                sink.finish(groups);
            }
            if (to < counts.length) {
                Directory.writeGroupLength(directory, groups.size() - before, previous);
                previous = groups.size() - before;
            }
        }
    }

    private void writeGroup(ColumnSink sink, int from, int to) {
        Histories histories = new Histories();
        for (int i = from; i < to; i++) {
            SeriesPoints points = series.get(i);
            if (times.of(i) == TimeColumns.OWN) {
                integers.write(sink, times(points), points.size(), histories.times());
            }
            for (int j = 0; j < points.size(); j++) {
                valueBuffer[j] = points.value(j);
            }
            values.write(sink, valueBuffer, points.size(), histories.values(dictionary.metric(i)));
        }
    }

    private long[] times(SeriesPoints points) {
        for (int i = 0; i < points.size(); i++) {
            timeBuffer[i] = points.time(i);
        }
        return timeBuffer;
    }
}
