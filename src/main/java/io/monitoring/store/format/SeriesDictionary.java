package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.store.format.column.ColumnSink;
import io.monitoring.store.format.column.Context;
import io.monitoring.store.format.column.TextBlob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The identities of a block's series, each text once: metric names, label names and label values; label sets as
 * references to those; series as references to a metric and a label set. Whichever way series are nested (metrics within
 * hosts or hosts within metrics), a reference is nearly always to the same as before or to the next in the order of first
 * appearance, which costs a fraction of a bit.
 */
final class SeriesDictionary {

    private final Map<String, Integer> metrics = new LinkedHashMap<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Map<String, Integer> values = new LinkedHashMap<>();
    private final Map<SortedMap<String, String>, Integer> labelSets = new LinkedHashMap<>();
    private final int[] metricOf;
    private final int[] labelsOf;

    SeriesDictionary(List<SeriesKey> keys) {
        metricOf = new int[keys.size()];
        labelsOf = new int[keys.size()];
        for (int i = 0; i < metricOf.length; i++) {
            SeriesKey key = keys.get(i);
            if (!key.service().equals(keys.get(0).service())) {
                throw new IllegalArgumentException(
                        "one document is of one service, not of " + keys.get(0).service() + " and " + key.service());
            }
            metricOf[i] = reference(metrics, key.metric());
            labelsOf[i] = reference(labelSets, key.labels());
        }
        for (var labels : labelSets.keySet()) {
            for (var label : labels.entrySet()) {
                reference(names, label.getKey());
                reference(values, label.getValue());
            }
        }
    }

    private static <T> int reference(Map<T, Integer> table, T entry) {
        Integer known = table.putIfAbsent(entry, table.size());
        return known == null ? table.size() - 1 : known;
    }

    int metric(int series) {
        return metricOf[series];
    }

    TextBlob texts() {
        List<String> all = new ArrayList<>(metrics.keySet());
        all.addAll(names.keySet());
        all.addAll(values.keySet());
        return TextBlob.of(all);
    }

    void write(ColumnSink sink, TextBlob texts) {
        sink.number(Context.SIZE, metricOf.length);
        sink.number(Context.SIZE, metrics.size());
        sink.number(Context.SIZE, labelSets.size());
        sink.number(Context.SIZE, names.size());
        sink.number(Context.SIZE, values.size());
        int previous = 0;
        for (int i = 0; i < metrics.size() + names.size() + values.size(); i++) {
            sink.number(Context.LENGTH, texts.length(i) - previous);
            previous = texts.length(i);
        }
        writeLabelSets(sink);
        var metricReferences = new References(metrics.size());
        var labelReferences = new References(labelSets.size());
        for (int i = 0; i < metricOf.length; i++) {
            metricReferences.write(sink, metricOf[i]);
            labelReferences.write(sink, labelsOf[i]);
        }
    }

    private void writeLabelSets(ColumnSink sink) {
        int[] previousNames = {};
        References[] valuesOfName = new References[names.size()];
        int known = 0;
        for (var labels : labelSets.keySet()) {
            int[] labelNames = labels.keySet().stream().mapToInt(names::get).toArray();
            boolean same = Arrays.equals(labelNames, previousNames);
            sink.flag(Context.SAME_AS_BEFORE, same);
            if (!same) {
                sink.number(Context.COUNT, labelNames.length);
                for (int name : labelNames) {
                    sink.number(Context.REFERENCE, name);
                }
                previousNames = labelNames;
            }
            int at = 0;
            for (String value : labels.values()) {
                int reference = values.get(value);
                sink.flag(Context.NEXT_IN_ORDER, reference == known);
                References references = References.of(valuesOfName, labelNames[at++], values.size());
                if (reference == known) {
                    known++;
                    references.follow(reference);
                } else {
                    references.write(sink, reference);
                }
            }
        }
    }
}
