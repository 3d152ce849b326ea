package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.column.ByteSource;
import io.monitoring.store.format.column.ColumnHistory;
import io.monitoring.store.format.column.ColumnSource;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.CorruptBlockException;
import io.monitoring.store.format.column.Frame;
import io.monitoring.store.format.column.IntegerColumn;
import io.monitoring.store.format.column.ModelSource;
import io.monitoring.store.format.column.RiceSource;
import io.monitoring.store.format.column.TextBlob;
import io.monitoring.store.format.column.ValueColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads what {@link PointWriter} wrote. Groups without a wanted series are stepped over. */
final class PointReader {

    /** A group ends with the series that brings it to so many points: what one wanted series costs at most. */
    static final int GROUP_POINTS = 2048;

    private final ByteSource in;
    private final boolean modelled;
    private final SeriesDictionaryReader dictionary;
    private final IntegerColumn integers = new IntegerColumn();
    private final ValueColumn values = new ValueColumn();
    private final int[] counts;
    private final int[] timeColumns;
    private final boolean[] withMetadata;
    private final boolean anyMetadata;
    private final long[][] sharedTimes;
    private final int[] groupLengths;
    private long total;

    PointReader(String service, byte[] data) {
        in = Frame.open(data, PointWriter.KIND_AND_VERSION);
        TextBlob.Section texts = TextBlob.Section.read(in);
        ModelSource directory = section(in);
        modelled = directory.flag(Directory.MODELLED);
        dictionary = new SeriesDictionaryReader(service, directory, texts);
        counts = new int[dictionary.size()];
        timeColumns = new int[dictionary.size()];
        sharedTimes = new long[directory.number(Context.SIZE, 0, counts.length)][];
        readTimes(directory);
        withMetadata = new boolean[counts.length];
        anyMetadata = directory.flag(Directory.ANY_METADATA);
        if (anyMetadata) {
            for (int i = 0; i < withMetadata.length; i++) {
                withMetadata[i] = directory.flag(Directory.WITH_METADATA);
            }
        }
        groupLengths = Directory.readGroupLengths(directory, counts, GROUP_POINTS, in.remaining());
    }

    static ModelSource section(ByteSource in) {
        int length = in.readLength(in.remaining());
        int start = in.skip(length);
        return new ModelSource(in.data(), start, start + length);
    }

    private void readTimes(ModelSource directory) {
        ColumnHistory history = new ColumnHistory();
        int previous = 0;
        for (int i = 0; i < sharedTimes.length; i++) {
            previous += directory.number(Context.COUNT, -previous, PointCodec.MAX_POINTS - previous);
            bound(previous);
            sharedTimes[i] = new long[previous];
            integers.read(directory, sharedTimes[i], previous, history);
        }
        total = 0;
        int column = 0;
        for (int i = 0; i < counts.length; i++) {
            if (sharedTimes.length == 0) {
                column = TimeColumns.OWN;
            } else if (!directory.flag(Directory.SAME_TIMES)) {
                column += directory.number(Directory.TIMES, -1 - column, sharedTimes.length - 1 - column);
            }
            timeColumns[i] = column;
            if (column == TimeColumns.OWN) {
                previous += directory.number(Context.COUNT, -previous, PointCodec.MAX_POINTS - previous);
                counts[i] = previous;
            } else {
                counts[i] = sharedTimes[column].length;
            }
            bound(counts[i]);
        }
    }

    private void bound(int more) {
        total += more;
        if (total > PointCodec.MAX_POINTS) {
            throw new CorruptBlockException("declares more than " + PointCodec.MAX_POINTS + " points");
        }
    }

    List<SeriesPoints> read(Predicate<SeriesKey> wanted) {
        boolean[] chosen = new boolean[counts.length];
        boolean metadataChosen = false;
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = wanted.test(dictionary.key(i));
            metadataChosen |= chosen[i] && withMetadata[i];
        }
        String[][] metadata = anyMetadata
                ? MetadataReader.read(in, counts, withMetadata, chosen, metadataChosen)
                : new String[counts.length][];
        List<SeriesPoints> result = new ArrayList<>();
        int from = 0;
        for (int group = 0; from < counts.length; group++) {
            int to = Directory.groupEnd(counts, from, GROUP_POINTS);
            int length = to < counts.length ? groupLengths[group] : in.remaining();
            int start = in.skip(length);
            int last = to - 1;
            while (last >= from && !chosen[last]) {
                last--;
            }
            if (last >= from) {
                ColumnSource source = modelled
                        ? new ModelSource(in.data(), start, start + length)
                        : new RiceSource(in.data(), start, start + length);
                readGroup(source, from, last, chosen, metadata, result);
            }
            from = to;
        }
        return result;
    }

    private void readGroup(
            ColumnSource source, int from, int last, boolean[] chosen, String[][] metadata, List<SeriesPoints> result) {
        Histories histories = new Histories();
        for (int i = from; i <= last; i++) {
            int count = counts[i];
            long[] times;
            if (timeColumns[i] == TimeColumns.OWN) {
                times = new long[count];
                integers.read(source, times, count, histories.times());
            } else {
                times = sharedTimes[timeColumns[i]]; // SeriesPoints copies before it changes a full column
            }
            double[] column = new double[count];
            values.read(source, column, count, histories.values(dictionary.metric(i)));
            if (chosen[i]) {
                result.add(new SeriesPoints(dictionary.key(i), times, column, metadata[i]));
            }
        }
    }
}
