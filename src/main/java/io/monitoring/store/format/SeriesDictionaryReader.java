package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.store.format.column.ColumnSource;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.CorruptBlockException;
import io.monitoring.store.format.column.TextBlob;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link SeriesDictionary} wrote. */
final class SeriesDictionaryReader {

    static final int MAX_SERIES = 1 << 18;
    private static final int MAX_LABELS = 1 << 20;

    private final SeriesKey[] keys;
    private final int[] metricOf;

    SeriesDictionaryReader(String service, ColumnSource source, TextBlob.Section texts) {
        int series = source.number(Context.SIZE, 0, MAX_SERIES);
        int metricCount = source.number(Context.SIZE, Math.min(1, series), series);
        int setCount = source.number(Context.SIZE, Math.min(1, series), series);
        int nameCount = source.number(Context.SIZE, 0, MAX_LABELS);
        int valueCount = source.number(Context.SIZE, 0, MAX_LABELS);
        int[] lengths = new int[metricCount + nameCount + valueCount];
        long total = 0;
        int previous = 0;
        for (int i = 0; i < lengths.length; i++) {
            previous += source.number(Context.LENGTH, -previous, Integer.MAX_VALUE - previous);
            lengths[i] = previous;
            total += previous;
            texts.check(total);
        }
        String[] strings = texts.texts(lengths, lengths.length, SeriesVocabulary.VERSION_1);
        var labelSets = labelSets(source, setCount, strings, metricCount, nameCount, valueCount);
        var metricReferences = new References(metricCount);
        var labelReferences = new References(setCount);
        keys = new SeriesKey[series];
        metricOf = new int[series];
        for (int i = 0; i < series; i++) {
            metricOf[i] = metricReferences.read(source);
            keys[i] = new SeriesKey(service, strings[metricOf[i]], labelSets[labelReferences.read(source)]);
        }
    }

    int size() {
        return keys.length;
    }

    SeriesKey key(int series) {
        return keys[series];
    }

    int metric(int series) {
        return metricOf[series];
    }

    private static SortedMap<String, String>[] labelSets(
            ColumnSource source, int count, String[] strings, int firstName, int nameCount, int valueCount) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        SortedMap<String, String>[] sets = new SortedMap[count];
        int[] names = {};
        References[] valuesOfName = new References[nameCount];
        int known = 0;
        int total = 0;
        for (int i = 0; i < count; i++) {
            if (!source.flag(Context.SAME_AS_BEFORE)) {
                names = new int[source.number(Context.COUNT, 0, nameCount)];
                for (int j = 0; j < names.length; j++) {
                    names[j] = source.number(Context.REFERENCE, 0, nameCount - 1);
                }
            }
            total += names.length;
            if (total > MAX_LABELS) {
                throw new CorruptBlockException("declares more than " + MAX_LABELS + " labels");
            }
            SortedMap<String, String> labels = new TreeMap<>();
            for (int name : names) {
                References references = References.of(valuesOfName, name, valueCount);
                int value;
                if (source.flag(Context.NEXT_IN_ORDER)) {
                    value = known++;
                    references.follow(value);
                } else {
                    value = references.read(source);
                }
                if (value < 0 || value >= valueCount) {
                    throw new CorruptBlockException("refers to label value " + value + " of " + valueCount);
                }
                labels.put(strings[firstName + name], strings[firstName + nameCount + value]);
            }
            sets[i] = Collections.unmodifiableSortedMap(labels);
        }
        return sets;
    }
}
