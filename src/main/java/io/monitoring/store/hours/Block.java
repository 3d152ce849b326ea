package io.monitoring.store.hours;

import io.monitoring.platform.table.ItemAttributes;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Schema;
import io.monitoring.store.format.PointCodec;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A block as read: when it was written, and its bytes, which are unpacked only when asked for. */
public record Block(String service, long stamp, byte[] bytes) {

    static Block of(String service, Map<String, AttributeValue> item) {
        String sk = item.get(ItemAttributes.SK).s();
        long stamp = Long.parseLong(sk.substring(0, sk.indexOf('-')));
        return new Block(service, stamp, item.get(Schema.BYTES).b().asByteArrayUnsafe());
    }

    public List<SeriesPoints> points(Predicate<SeriesKey> wanted) {
        return PointCodec.decode(service, bytes, wanted);
    }
}
