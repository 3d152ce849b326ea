package io.monitoring.platform.table;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A partition, whole or between two sort keys (both inclusive).
 *
 * @param from null where the range has no beginning
 * @param to   null where it has no end
 */
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
        return new KeyRange(pk, from, null);
    }

    public static KeyRange upTo(String pk, String to) {
        return new KeyRange(pk, null, to);
    }

    QueryRequest.Builder request() {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(pk));
        if (from != null) {
            values.put(":from", AttributeValue.fromS(from));
        }
        if (to != null) {
            values.put(":to", AttributeValue.fromS(to));
        }
        return QueryRequest.builder()
                .keyConditionExpression("pk = :pk" + condition())
                .expressionAttributeValues(values);
    }

    private String condition() {
        if (from == null) {
            return to == null ? "" : " AND sk <= :to";
        }
        return to == null ? " AND sk >= :from" : " AND sk BETWEEN :from AND :to";
    }
}
