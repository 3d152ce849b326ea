package io.monitoring.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class EmbeddedDynamoTest {

    private static final String TABLE = "Table";

    @TempDir
    Path folder;

    @Test
    void keepsItsDataInMemoryOverStopAndStart() {
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.inMemory(0).start();
                DynamoDbAsyncClient client = StackClients.dynamo(dynamo.endpoint())) {
            createTable(client);
            put(client, "a");

            dynamo.stop();
            assertThatThrownBy(() -> count(client)).hasCauseInstanceOf(SdkClientException.class);
            dynamo.start();

            assertThat(count(client)).isEqualTo(1);
        }
    }

    @Test
    void keepsItsDataInAFolderOverARestart() {
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.inFolder(0, folder).start();
                DynamoDbAsyncClient client = StackClients.dynamo(dynamo.endpoint())) {
            createTable(client);
            put(client, "a");
        }

        try (EmbeddedDynamo dynamo = EmbeddedDynamo.inFolder(0, folder).start();
                DynamoDbAsyncClient client = StackClients.dynamo(dynamo.endpoint())) {
            put(client, "b");

            assertThat(count(client)).isEqualTo(2);
        }
    }

    @Test
    void showsTheSameTablesToEveryRegionAndCredential() {
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.inMemory(0).start();
                DynamoDbAsyncClient client = StackClients.dynamo(dynamo.endpoint());
                DynamoDbAsyncClient other = StackClients.dynamo(dynamo.endpoint(), "us-west-2", "other")) {
            createTable(client);

            assertThat(other.listTables().join().tableNames()).containsExactly(TABLE);
        }
    }

    @Test
    void failsAndCountsOnDemand() {
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.inMemory(0).start();
                DynamoDbAsyncClient client = StackClients.dynamo(dynamo.endpoint())) {
            createTable(client);

            dynamo.gate().failWith(500, "InternalServerError");
            assertThatThrownBy(() -> put(client, "a")).hasCauseInstanceOf(InternalServerErrorException.class);
            dynamo.gate().recover();
            put(client, "b");

            assertThat(dynamo.gate().requests("PutItem")).isEqualTo(2);
            assertThat(count(client)).isEqualTo(1);
        }
    }

    private static void createTable(DynamoDbAsyncClient client) {
        client.createTable(b -> b.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("pk")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("pk")
                                .keyType(KeyType.HASH)
                                .build()))
                .join();
    }

    private static void put(DynamoDbAsyncClient client, String key) {
        client.putItem(b -> b.tableName(TABLE).item(Map.of("pk", AttributeValue.fromS(key))))
                .join();
    }

    private static int count(DynamoDbAsyncClient client) {
        return client.scan(b -> b.tableName(TABLE)).join().count();
    }
}
