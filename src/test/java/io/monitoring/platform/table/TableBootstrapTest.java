package io.monitoring.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.devstack.EmbeddedDynamo;
import io.monitoring.devstack.StackClients;
import io.monitoring.platform.aws.BootstrapException;
import io.monitoring.platform.aws.StartRetry;
import io.monitoring.platform.edge.Logs;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TableBootstrapTest {

    private static final String TABLE = "ApplicationMetrics-test";

    private final EmbeddedDynamo dynamo = EmbeddedDynamo.inMemory(0).start();
    private final DynamoDbAsyncClient client = StackClients.dynamo(dynamo.endpoint());

    @AfterEach
    void close() {
        client.close();
        dynamo.close();
    }

    @Test
    void makesTheTable() {
        bootstrap().join();

        TableDescription table =
                client.describeTable(b -> b.tableName(TABLE)).join().table();
        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(table.keySchema())
                .extracting(key -> key.attributeName() + " " + key.keyType())
                .containsExactly("pk HASH", "sk RANGE");
        assertThat(client.describeTimeToLive(b -> b.tableName(TABLE)).join().timeToLiveDescription())
                .satisfies(expiry -> {
                    assertThat(expiry.attributeName()).isEqualTo("TTL");
                    assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
                });
    }

    @Test
    void doesNotWarnOfAServerThatKnowsNoPointInTimeRecovery() {
        try (var logs = new Logs(TableBootstrap.class.getName())) {
            bootstrap().join();

            assertThat(logs.lines())
                    .anyMatch(line -> line.contains("made the DynamoDB table"))
                    .noneMatch(line -> line.contains("not enabled"));
        }
    }

    @Test
    void changesNothingTheSecondTime() {
        bootstrap().join();

        bootstrap().join();

        assertThat(dynamo.gate().requests("CreateTable")).isEqualTo(1);
        assertThat(dynamo.gate().requests("UpdateTimeToLive")).isEqualTo(1);
    }

    @Test
    void letsSeveralInstancesStartAtOnce() {
        CompletableFuture.allOf(IntStream.range(0, 8).mapToObj(i -> bootstrap()).toArray(CompletableFuture<?>[]::new))
                .join();

        assertThat(client.listTables().join().tableNames()).containsExactly(TABLE);
    }

    @Test
    void refusesATableWithOtherKeys() {
        client.createTable(b -> b.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute("service_name", ScalarAttributeType.S),
                                attribute("timestamp", ScalarAttributeType.N))
                        .keySchema(key("service_name", KeyType.HASH), key("timestamp", KeyType.RANGE)))
                .join();

        assertThatThrownBy(() -> bootstrap().join())
                .hasRootCauseInstanceOf(BootstrapException.class)
                .hasRootCauseMessage(
                        "DynamoDB table ApplicationMetrics-test has the keys service_name (S, HASH), timestamp"
                                + " (N, RANGE); monitoring-api needs pk (S, HASH), sk (S, RANGE). Name another table in TABLE_NAME,"
                                + " or remove this one.");
    }

    @Test
    void waitsForAnEndpointThatIsNotUpYet() {
        dynamo.stop();
        CompletableFuture<Void> made = bootstrap();
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(dynamo::start);

        made.join();

        assertThat(client.listTables().join().tableNames()).containsExactly(TABLE);
    }

    @Test
    void givesUpOnAnEndpointThatStaysAway() {
        dynamo.stop();

        assertThatThrownBy(() -> new TableBootstrap(client, TABLE, new StartRetry(Duration.ofMillis(500)))
                        .ensure()
                        .join())
                .hasCauseInstanceOf(BootstrapException.class)
                .hasMessageContaining("DynamoDB table ApplicationMetrics-test: gave up after PT0.5S");
    }

    private CompletableFuture<Void> bootstrap() {
        return new TableBootstrap(client, TABLE, new StartRetry(Duration.ofSeconds(10))).ensure();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
