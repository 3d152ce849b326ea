package io.monitoring.resilience;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.monitoring.platform.aws.BreakerFixture;
import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.aws.OtherSide;
import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.aws.ReceivedMessage;
import io.monitoring.platform.guard.DependencyException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@TestProfile(OutageProfile.class)
class HealthResourceTest {

    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("a"));

    private final OtherSide otherSide = OtherSide.instance();

    @Inject
    DynamoGateway dynamo;

    @Inject
    ProcessingQueue queue;

    @Inject
    BreakerFixture fixture;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @Test
    void saysWhatItDoesNotKnowYet() {
        health(200, "healthy")
                .body("timestamp", matchesPattern("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"))
                .body("environment", equalTo("dev"))
                .body("version", notNullValue())
                .body("circuit_breaker", equalTo("CLOSED"))
                .body(
                        "circuit_breakers.keySet()",
                        equalTo(java.util.Set.of("dynamodb-read", "dynamodb-write", "sqs", "bedrock")))
                .body("circuit_breakers.values().state", everyItem(is("CLOSED")))
                .body("circuit_breakers.sqs.since", matchesPattern(".*Z"))
                .body("services", equalTo(Map.of("dynamodb", "unknown", "sqs", "unknown", "bedrock", "unknown")));
    }

    @Test
    void isHealthyWhenCallsSucceed() {
        attempt(write());
        attempt(deletion());

        health(200, "healthy").body("services.dynamodb", equalTo("healthy")).body("services.sqs", equalTo("healthy"));
    }

    @Test
    void isDegradedWhileWritesAreKeptOutAndTheQueueTakesThem() {
        attempt(deletion());
        otherSide.answers(OtherSide.NO_SUCH_TABLE);
        await().until(() -> refused(write()));

        health(200, "degraded")
                .body("circuit_breaker", equalTo("OPEN"))
                .body("circuit_breakers.dynamodb-write.state", equalTo("OPEN"))
                .body("circuit_breakers.dynamodb-write.failures", greaterThanOrEqualTo(5))
                .body("circuit_breakers.dynamodb-write.last_error", equalTo("resource_missing"))
                .body("services.dynamodb", equalTo("unhealthy"));
    }

    @Test
    void isUnhealthyWhenNeitherTheTableNorTheQueueTakesPoints() {
        otherSide.goesAway();
        attempt(write());
        attempt(deletion());

        health(503, "unhealthy")
                .body("services.dynamodb", equalTo("unhealthy"))
                .body("services.sqs", equalTo("unhealthy"));
    }

    @Test
    void isDegradedWithoutTheQueue() {
        attempt(write());
        otherSide.answers(OtherSide.NO_SUCH_TABLE);
        attempt(deletion());

        health(200, "degraded").body("services.sqs", equalTo("unhealthy"));
    }

    @Test
    void answersWithoutWaitingWhileEverythingHangs() {
        given().get("/health").then().statusCode(200); // the first one loads classes
        otherSide.answers(OtherSide.SILENCE);
        var hanging = Stream.generate(() -> write().subscribeAsCompletionStage())
                .limit(50)
                .toList();

        Instant before = Instant.now();
        given().get("/health").then().body("status", notNullValue());
        Duration taken = Duration.between(before, Instant.now());

        assertThat(hanging).anyMatch(write -> !write.isDone());
        assertThat(taken).isLessThan(Duration.ofMillis(500));
        otherSide.answers(OtherSide.OK);
        await().until(() -> hanging.stream().allMatch(CompletableFuture::isDone));
    }

    @Test
    void ignoresUnknownQueryParametersAndAnswersHead() {
        given().queryParam("anything", 1).get("/health").then().statusCode(200);
        given().head("/health").then().statusCode(200);
    }

    @Test
    void isReadyOnceItHasAnsweredItself() {
        await().untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'answers' }.data.rounds", equalTo(3)));
    }

    @Test
    void readinessAndLivenessDoNotDependOnOthers() {
        isReadyOnceItHasAnsweredItself();
        otherSide.goesAway();
        attempt(write());

        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }

    private static ValidatableResponse health(int status, String word) {
        return given().get("/health").then().statusCode(status).body("status", equalTo(word));
    }

    private Uni<?> write() {
        return dynamo.write(client -> client.putItem(put -> put.tableName("t").item(KEY)));
    }

    private Uni<?> deletion() {
        return queue.delete(new ReceivedMessage("id", "r", "body"));
    }

    private static void attempt(Uni<?> call) {
        call.onFailure().recoverWithNull().await().atMost(Duration.ofSeconds(10));
    }

    private static boolean refused(Uni<?> call) {
        return call.replaceWith(false)
                .onFailure()
                .recoverWithItem(failure -> failure instanceof DependencyException away
                        && away.getMessage().contains("circuit breaker"))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
