package io.monitoring.store.format;

import io.monitoring.series.RollupSeries;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.format.column.CorruptBlockException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Packs the roll-ups of one service and unpacks them: counts, sums, bounds and sketches come back exactly, series in the
 * order given. {@code docs/block-format.md} describes the format.
 */
public final class RollupCodec {

    /** No document holds more rows, nor more bins in all of them. */
    static final int MAX_ROWS = 200_000;

    static final int MAX_BINS = 2_000_000;

    private RollupCodec() {}

    public static byte[] encode(List<RollupSeries> series) {
        return new RollupWriter(series).write();
    }

    /** @throws CorruptBlockException when the bytes are not what {@link #encode} made */
    public static List<RollupSeries> decode(String service, byte[] data) {
        return decode(service, data, key -> true);
    }

    /**
     * Only the wanted series: of the others, little more than the names is read.
     *
     * @throws CorruptBlockException when the bytes are not what {@link #encode} made
     */
    public static List<RollupSeries> decode(String service, byte[] data, Predicate<SeriesKey> wanted) {
        return new RollupReader(service, data).read(wanted);
    }
}
