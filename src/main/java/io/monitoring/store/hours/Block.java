package io.monitoring.store.hours;

import io.monitoring.platform.table.Item;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Attributes;
import io.monitoring.store.format.PointCodec;
import java.util.List;
import java.util.function.Predicate;

/** A block as read: when it was written, and its bytes, which are unpacked only when asked for. */
public record Block(String service, long stamp, byte[] bytes) {

    static Block of(String service, Item item) {
        String sk = item.sk();
        long stamp = Long.parseLong(sk.substring(0, sk.indexOf('-')));
        return new Block(service, stamp, item.bytes(Attributes.BYTES));
    }

    public List<SeriesPoints> points(Predicate<SeriesKey> wanted) {
        return PointCodec.decode(service, bytes, wanted);
    }
}
