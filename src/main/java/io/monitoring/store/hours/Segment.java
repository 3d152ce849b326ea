package io.monitoring.store.hours;

import io.monitoring.platform.table.ItemAttributes;
import io.monitoring.store.Schema;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The roll-ups of what was written to an open hour between two stamps.
 *
 * @param from  stamp of the first block in it (inclusive)
 * @param until stamp at which the next segment begins
 */
public record Segment(String service, long from, long until, byte[] bytes) {

    static Segment of(String service, Map<String, AttributeValue> item) {
        return new Segment(
                service,
                Long.parseLong(item.get(ItemAttributes.SK).s()),
                ItemAttributes.numberOf(item, Schema.UNTIL, 0),
                item.get(Schema.BYTES).b().asByteArrayUnsafe());
    }
}
