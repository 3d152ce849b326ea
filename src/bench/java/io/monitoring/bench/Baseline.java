package io.monitoring.bench;

import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.SyntheticFleet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The usual way, to compare with: one item a point, and one index over the metric. */
final class Baseline {

    private Baseline() {}

    static void print(DynamoDbAsyncClient dynamo, String ours) {
        String table = ours + "-baseline";
        create(dynamo, table);
        double units = 0;
        long points = 0;
        List<SeriesPoints> fleet = new SyntheticFleet(1).points(5, 40);
        for (SeriesPoints series : fleet) {
            for (int i = 0; i < series.size(); i++) {
                units += put(dynamo, table, series, i);
                points++;
            }
        }
        double perThousand = units * 1000 / points;
        System.out.printf(
                "One item a point with one index: %.0f write units per 1,000 points, %.2f dollars per million points%n",
                perThousand, perThousand * 1000 * Cost.WRITE_UNIT);
        System.out.printf("figure write_units_per_1000_baseline %.0f units%n", perThousand);
    }

    private static double put(DynamoDbAsyncClient dynamo, String table, SeriesPoints series, int i) {
        Map<String, AttributeValue> item = Map.of(
                "pk", AttributeValue.fromS(series.key().service()),
                "sk",
                        AttributeValue.fromS(series.time(i) + "#" + series.key().metric()
                                + series.key().labels()),
                "metric", AttributeValue.fromS(series.key().metric()),
                "value", AttributeValue.fromN(Double.toString(series.value(i))));
        return dynamo.putItem(request ->
                        request.tableName(table).item(item).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .join()
                .consumedCapacity()
                .capacityUnits();
    }

    private static void create(DynamoDbAsyncClient dynamo, String table) {
        dynamo.createTable(request -> request.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(attribute("pk"), attribute("sk"), attribute("metric"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-metric")
                                .keySchema(key("metric", KeyType.HASH), key("sk", KeyType.RANGE))
                                .projection(Projection.builder()
                                        .projectionType(ProjectionType.ALL)
                                        .build())
                                .build()))
                .join();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
