package io.monitoring.pipeline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.devstack.TestStack;
import io.monitoring.resilience.TakenAwayProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DynamoDB, SQS, or both are taken away for real while points come in. */
@QuarkusTest
@TestProfile(TakenAwayProfile.class)
@QuarkusTestResource(DevStackResource.class)
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    TestStack stack;

    @BeforeEach
    void everythingIsThere() {
        stack.recover();
        await().atMost(PATIENCE).until(() -> post(service(), 0, null).statusCode() == 201);
    }

    @AfterEach
    void bringEverythingBack() {
        stack.recover();
    }

    @Test
    void queuesWhatDynamoDoesNotTakeAndStoresItOnceWhenItIsBack() {
        String service = service();
        stack.dynamo().stop();

        List<Integer> acknowledged = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 1; i <= 60; i++) {
            String key = i % 3 == 0 ? UUID.randomUUID().toString() : null;
            long started = System.nanoTime();
            Response answer = post(service, i, key);
            if (key != null) {
                keys.add(key);
                assertThat(post(service, i, key).statusCode()).isIn(201, 202);
            }
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
            assertThat(answer.jsonPath().getString("status")).isEqualTo("queued");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
            acknowledged.add(i);
        }
        given().get("/health").then().statusCode(200).body("status", equalTo("degraded"));
        stack.dynamo().start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(values(service)).containsExactlyInAnyOrderElementsOf(acknowledged));
        assertThat(keys).hasSize(20);
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/health").then().body("status", equalTo("healthy")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(values(service)).containsExactlyInAnyOrderElementsOf(acknowledged));
    }

    @Test
    void refusesWhatNeitherTakesAndKeepsNothingOfIt() {
        String service = service();
        stack.dynamo().stop();
        stack.queue().stop();

        for (int i = 1; i <= 10; i++) {
            post(service, i, null).then().statusCode(503).header("Retry-After", notNullValue());
        }
        given().get("/health").then().statusCode(503).body("status", equalTo("unhealthy"));
        stack.recover();

        // Each attempt has a value of its own: one that the queue takes before the other is stored as well.
        var value = new AtomicInteger(10);
        await().atMost(PATIENCE)
                .until(() -> post(service, value.incrementAndGet(), null).statusCode() == 201);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(values(service))
                .contains(value.get())
                .doesNotHaveDuplicates()
                .allMatch(stored -> stored > 10));
    }

    @Test
    void storesAtOnceWithoutTheQueue() {
        String service = service();
        stack.queue().stop();

        for (int i = 1; i <= 10; i++) {
            post(service, i, null).then().statusCode(201);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(values(service)).hasSize(10));
    }

    private static String service() {
        return "outage-" + UUID.randomUUID();
    }

    private static Response post(String service, int value, String key) {
        var request = given().contentType(ContentType.JSON)
                .body("{\"service_name\":\"" + service + "\",\"metric_type\":\"m\",\"value\":" + value + "}");
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/metrics");
    }

    private static List<Integer> values(String service) {
        return given()
                .get("/metrics?limit=1000&service=" + service)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("metrics.value", Float.class)
                .stream()
                .map(Float::intValue)
                .toList();
    }
}
