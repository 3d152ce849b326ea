package io.monitoring.series;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identity of a series: the service that reports it, the metric and the labels.
 *
 * <p>Labels are sorted by name, so that equal series have equal texts and equal {@link #hash() hashes} on every
 * instance and in every version of the product: stored data is found by them.
 */
public record SeriesKey(String service, String metric, SortedMap<String, String> labels)
        implements Comparable<SeriesKey> {

    /** What services, metrics and labels may be called, as a regular expression. */
    public static final String NAME = "[A-Za-z0-9_.:/-]{1,128}";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public SeriesKey {
        labels = labels.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(labels);
    }

    public static SeriesKey of(String service, String metric, Map<String, String> labels) {
        return new SeriesKey(service, metric, labels.isEmpty() ? Collections.emptySortedMap() : new TreeMap<>(labels));
    }

    public static SeriesKey of(String service, String metric) {
        return new SeriesKey(service, metric, Collections.emptySortedMap());
    }

    /** A stable 64-bit hash: FNV-1a over the length-prefixed UTF-8 texts, finished with MurmurHash3's fmix64. */
    public long hash() {
        long h = update(update(FNV_OFFSET, service), metric);
        for (var label : labels.entrySet()) {
            h = update(update(h, label.getKey()), label.getValue());
        }
        return mix(h);
    }

    private static long update(long hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long h = (hash ^ bytes.length) * FNV_PRIME;
        for (byte b : bytes) {
            h = (h ^ (b & 0xff)) * FNV_PRIME;
        }
        return h;
    }

    /** MurmurHash3's 64-bit finaliser: spreads FNV's weak high bits. */
    public static long mix(long hash) {
        long h = hash;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    /** By service, metric, then labels pair by pair. */
    @Override
    public int compareTo(SeriesKey other) {
        int order = service.compareTo(other.service);
        if (order == 0) {
            order = metric.compareTo(other.metric);
        }
        var mine = labels.entrySet().iterator();
        var theirs = other.labels.entrySet().iterator();
        while (order == 0 && mine.hasNext() && theirs.hasNext()) {
            var left = mine.next();
            var right = theirs.next();
            order = left.getKey().compareTo(right.getKey());
            if (order == 0) {
                order = left.getValue().compareTo(right.getValue());
            }
        }
        return order != 0 ? order : Integer.compare(labels.size(), other.labels.size());
    }
}
