package io.monitoring.platform.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A partition, whole or between two sort keys (both inclusive). */
public record KeyRange(String pk, String from, String to) {

    public static KeyRange partition(String pk) {
        return new KeyRange(pk, null, null);
    }

    public static KeyRange between(String pk, String from, String to) {
        return new KeyRange(pk, from, to);
    }

    public static KeyRange startingWith(String pk, String prefix) {
        return new KeyRange(pk, prefix, prefix + '~');
    }

    public static KeyRange from(String pk, String from) {
        return new KeyRange(pk, from, "~");
    }

    QueryRequest.Builder request() {
        if (from == null) {
            return QueryRequest.builder()
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", ItemAttributes.text(pk)));
        }
        return QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk",
                        ItemAttributes.text(pk),
                        ":from",
                        ItemAttributes.text(from),
                        ":to",
                        ItemAttributes.text(to)));
    }
}
