package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.column.CorruptBlockException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Packs the points of one service for a DynamoDB item and unpacks them: every value bit for bit, every time and every
 * metadata text, equal points as often as they stand, series and points in the order given. The service is not in the
 * bytes but in the item's key. {@code docs/block-format.md} describes the format.
 */
public final class PointCodec {

    /** No document holds more points: a decoder's memory is bounded whatever its input claims. */
    static final int MAX_POINTS = 5_000_000;

    /** How much time to spend on how few bytes. */
    public enum Effort {
        /** For blocks, while a client waits. Small ones are coded densely all the same: there the time is nothing. */
        FAST,
        /** For chunks, written once an hour. */
        DENSE
    }

    private PointCodec() {}

    public static byte[] encode(List<SeriesPoints> series, Effort effort) {
        return new PointWriter(series, effort).write();
    }

    /** @throws CorruptBlockException when the bytes are not what {@link #encode} made */
    public static List<SeriesPoints> decode(String service, byte[] data) {
        return decode(service, data, key -> true);
    }

    /**
     * Only the wanted series: of the others, little more than the names is read.
     *
     * @throws CorruptBlockException when the bytes are not what {@link #encode} made
     */
    public static List<SeriesPoints> decode(String service, byte[] data, Predicate<SeriesKey> wanted) {
        return new PointReader(service, data).read(wanted);
    }
}
