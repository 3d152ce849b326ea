package io.monitoring.store;

import java.util.List;
import java.util.function.Predicate;

final class RollupCodec {
    static byte[] encode(List<RollupSeries> s) {
        return new byte[] {1};
    }

    static List<RollupSeries> decode(String service, byte[] b, Predicate<SeriesKey> wanted) {
        return List.of();
    }
}
