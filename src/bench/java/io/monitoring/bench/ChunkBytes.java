package io.monitoring.bench;

import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How large the chunks lie in the table: all of an item, names of attributes and keys included. */
final class ChunkBytes {

    private ChunkBytes() {}

    static double perPoint(DynamoDbAsyncClient dynamo, String table, Predicate<String> partition, long points) {
        long bytes = 0;
        Map<String, AttributeValue> start = null;
        do {
            Map<String, AttributeValue> from = start;
            var page = dynamo.scan(request -> request.tableName(table).exclusiveStartKey(from))
                    .join();
            for (Map<String, AttributeValue> item : page.items()) {
                if (partition.test(item.get("pk").s())) {
                    bytes += size(item);
                }
            }
            start = page.lastEvaluatedKey().isEmpty() ? null : page.lastEvaluatedKey();
        } while (start != null);
        if (bytes == 0) {
            throw new IllegalStateException("there are no chunks: the hour has not been closed");
        }
        return (double) bytes / points;
    }

    private static long size(Map<String, AttributeValue> item) {
        long size = 0;
        for (var attribute : item.entrySet()) {
            AttributeValue value = attribute.getValue();
            size += attribute.getKey().length();
            if (value.b() != null) {
                size += value.b().asByteArrayUnsafe().length;
            } else if (value.s() != null) {
                size += value.s().length();
            } else {
                size += 1 + Math.ceilDiv(value.n().length(), 2);
            }
        }
        return size;
    }
}
