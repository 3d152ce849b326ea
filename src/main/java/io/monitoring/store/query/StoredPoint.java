package io.monitoring.store.query;

import io.monitoring.series.SeriesKey;

/** A point as read back: its series, its time in epoch milliseconds, its value, its metadata as JSON text or null. */
public record StoredPoint(SeriesKey series, long time, double value, String metadata) {

    /** Where the point stands among those of its millisecond; equal only for equal points. See {@link Position}. */
    long tie() {
        return tie(series.hash(), value, metadata);
    }

    static long tie(long seriesHash, double value, String metadata) {
        long h = seriesHash ^ Long.rotateLeft(SeriesKey.mix(Double.doubleToRawLongBits(value)), 17);
        if (metadata != null) {
            h ^= SeriesKey.of(metadata, "").hash();
        }
        return SeriesKey.mix(h);
    }
}
