package io.monitoring.devstack;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

@QuarkusIntegrationTest
@QuarkusTestResource(DevStackResource.class)
class PackageIT {

    TestStack stack;

    @Test
    @DisabledIf("io.monitoring.devstack.PackagedApplication#isNative")
    void holdsNeitherDynamoDbNorSqs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target", "quarkus-app", "lib"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .noneMatch(name -> name.matches("(?i).*(DynamoDBLocal|sqlite|elasticmq|pekko|scala|h2-|jetty).*"));
        }
    }

    @Test
    void nobodyCanTakeADependencyAway() {
        post("/dev/outage/dynamodb").then().statusCode(404);

        assertThat(stack.dynamo().running()).isTrue();
    }

    @Test
    void makesTableAndQueuesOnTheEndpointItIsGiven() {
        await().until(() -> get("/q/health/ready").statusCode() == 200);

        try (DynamoDbAsyncClient dynamo = StackClients.dynamo(stack.dynamo().endpoint());
                SqsAsyncClient sqs = StackClients.sqs(stack.queue().endpoint())) {
            assertThat(dynamo.listTables().join().tableNames()).containsExactly("ApplicationMetrics-dev");
            assertThat(sqs.listQueues().join().queueUrls())
                    .extracting(url -> url.substring(url.lastIndexOf('/') + 1))
                    .containsExactlyInAnyOrder("monitoring-queue-dev", "monitoring-dlq-dev");
        }
    }
}
