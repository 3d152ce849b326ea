package io.monitoring.platform.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item is: its partition, built from a {@link KeyPrefix}, and its place in it. */
public record ItemKey(String pk, String sk) {

    Map<String, AttributeValue> attributes() {
        return Map.of(Item.PK, AttributeValue.fromS(pk), Item.SK, AttributeValue.fromS(sk));
    }
}
