package io.monitoring.resilience;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.monitoring.platform.aws.BreakerFixture;
import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.aws.OtherSide;
import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.platform.config.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@TestProfile(OutageProfile.class)
class AdminResourceTest {

    /** A token without a name is known by the beginning of its hash. */
    private static final String ADMIN = "admin:" + OutageProfile.ADMIN_TOKEN_SHA256.substring(0, 8);

    private static final String RESET = "/admin/circuit-breaker/reset";
    private static final String OPEN = "/admin/circuit-breaker/open";
    private static final String CLOSE = "/admin/circuit-breaker/close";
    private static final String BREAKERS = "/admin/circuit-breakers";

    private final OtherSide otherSide = OtherSide.instance();

    @Inject
    DynamoGateway dynamo;

    @Inject
    BreakerFixture fixture;

    @Inject
    MovableClock clock;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @Test
    void withoutATokenNobodyComesIn() {
        given().get(BREAKERS).then().statusCode(401).header("WWW-Authenticate", "Bearer");
        given().post(RESET)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:monitoring:problem:unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Bearer",
                "Basic YTpi",
                "a-token-of-the-tests",
                "Bearer a-token-of-the-tests2",
                "Bearer 0000000000000000000000000000000000000000000000000000000000000000"
            })
    void anythingButAKnownTokenIsTurnedAway(String authorization) {
        given().header("Authorization", authorization).post(RESET).then().statusCode(401);
    }

    @Test
    void theReportHasStateCountsThresholdsAndTransitionsOfEveryBreaker() {
        open();

        admin().get(BREAKERS)
                .then()
                .statusCode(200)
                .body("scope", equalTo("instance"))
                .body("instances.known", equalTo(1))
                .body(
                        "circuit_breakers.keySet()",
                        equalTo(java.util.Set.of("dynamodb-read", "dynamodb-write", "sqs", "bedrock")))
                .body("circuit_breakers.dynamodb-write.state", equalTo("OPEN"))
                .body("circuit_breakers.dynamodb-write.since", matchesPattern(".*Z"))
                .body("circuit_breakers.dynamodb-write.failures", greaterThanOrEqualTo(5))
                .body("circuit_breakers.dynamodb-write.refused", greaterThanOrEqualTo(1))
                .body("circuit_breakers.dynamodb-write.thresholds.volume", equalTo(10))
                .body("circuit_breakers.dynamodb-write.thresholds.open_time", equalTo("PT1S"))
                .body("circuit_breakers.dynamodb-write.transitions[0].from", equalTo("CLOSED"))
                .body("circuit_breakers.dynamodb-write.transitions[0].to", equalTo("OPEN"))
                .body("circuit_breakers.dynamodb-write.transitions[0].at", matchesPattern(".*Z"))
                .body("circuit_breakers.dynamodb-write.transitions[0].reason", containsString("failed attempts"));
    }

    @Test
    void aResetClosesEveryBreakerAtOnceAndSaysThatItIsOfThisInstance() {
        open();
        int generation = admin().get(BREAKERS).then().extract().path("generation");

        admin().post(RESET)
                .then()
                .statusCode(200)
                .body("reset", contains("dynamodb-read", "dynamodb-write", "sqs", "bedrock"))
                .body("by", equalTo(ADMIN))
                .body("scope", equalTo("instance"))
                .body("generation", equalTo(generation))
                .body("instances.known", equalTo(1))
                .body("instances.acknowledged", equalTo(1))
                .body("missing", empty());

        assertThat(write()).isTrue();
        given().get("/health").then().statusCode(200).body("circuit_breaker", equalTo("CLOSED"));
        admin().queryParam("name", "dynamodb-write")
                .get(BREAKERS + "/history")
                .then()
                .body("transitions[0].reason", equalTo("reset by " + ADMIN));
    }

    @Test
    void aResetOfOneLeavesTheOthers() {
        // Held, since one that opened by itself may be half-open by the time of the answer.
        hold("dynamodb-write").post(OPEN).then().statusCode(200);

        admin().queryParam("name", "sqs").post(RESET).then().statusCode(200).body("reset", contains("sqs"));

        assertThat(write()).isFalse();
    }

    @Test
    void anUnknownBreakerOrParameterIsNamed() {
        admin().queryParam("name", "nosuch")
                .post(RESET)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("name"));
        admin().queryParam("nane", "sqs").post(RESET).then().statusCode(400).body("errors[0].field", equalTo("nane"));
    }

    @Test
    void aManualOpenRefusesCallsAndIsSeenWithReasonTimeAndPerson() {
        admin().queryParam("name", "dynamodb-write")
                .queryParam("reason", "table is being restored")
                .queryParam("for", "5m")
                .post(OPEN)
                .then()
                .statusCode(200)
                .body("name", equalTo("dynamodb-write"))
                .body("scope", equalTo("instance"))
                .body("manual.state", equalTo("OPEN"))
                .body("manual.reason", equalTo("table is being restored"))
                .body("manual.by", equalTo(ADMIN))
                .body("manual.until", matchesPattern(".*Z"));

        assertThat(write()).isFalse();
        given().get("/health")
                .then()
                .body("circuit_breakers.dynamodb-write.state", equalTo("OPEN"))
                .body("circuit_breakers.dynamodb-write.manual.reason", equalTo("table is being restored"))
                .body("circuit_breakers.dynamodb-write.manual", not(hasKey("by")))
                .body("circuit_breakers.sqs", not(hasKey("manual")));
        admin().get(BREAKERS)
                .then()
                .body("circuit_breakers.dynamodb-write.manual.by", equalTo(ADMIN))
                .body("circuit_breakers.dynamodb-write.transitions[0].reason", startsWith("held open by " + ADMIN))
                .body("circuit_breakers.dynamodb-write.manual.reason", equalTo("table is being restored"));

        clock.advance(Duration.ofMinutes(5));
        assertThat(write()).isTrue();
        given().get("/health").then().body("circuit_breaker", equalTo("CLOSED"));
    }

    @Test
    void aManualCloseIgnoresFailures() {
        admin().queryParam("name", "dynamodb-write")
                .queryParam("reason", "it trips on nothing")
                .post(CLOSE)
                .then()
                .statusCode(200)
                .body("manual.state", equalTo("CLOSED"));
        otherSide.answers(OtherSide.NO_SUCH_TABLE);

        for (int i = 0; i < 20; i++) {
            write();
        }

        assertThat(otherSide.reached()).isEqualTo(20);
    }

    @Test
    void whatIsWrongWithAHoldIsNamed() {
        hold("nosuch").post(OPEN).then().statusCode(400).body("errors[0].field", equalTo("name"));
        admin().queryParam("name", "sqs")
                .post(OPEN)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("reason"));
        for (String period : List.of("PT25H", "0s", "-5m", "P365000000D", "9999999999999999d", "5")) {
            hold("sqs")
                    .queryParam("for", period)
                    .post(CLOSE)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("for"));
        }
        given().post(OPEN).then().statusCode(401);
        given().post(CLOSE).then().statusCode(401);
        given().get(BREAKERS + "/history").then().statusCode(401);
    }

    @Test
    void withoutAFleetTheHistoryIsWhatThisInstanceRemembers() {
        open();

        admin().queryParam("name", "dynamodb-write")
                .queryParam("limit", 1)
                .get(BREAKERS + "/history")
                .then()
                .statusCode(200)
                .body("scope", equalTo("instance"))
                .body("count", equalTo(1))
                .body("transitions[0].name", equalTo("dynamodb-write"))
                .body("transitions[0].to", equalTo("OPEN"))
                .body("transitions[0].at", matchesPattern(".*Z"));
        for (String from : List.of("0", "1577836800", "1577836800000", "2020-01-01T00:00:00Z")) {
            admin().queryParam("from", from)
                    .queryParam("limit", 1)
                    .get(BREAKERS + "/history")
                    .then()
                    .statusCode(200)
                    .body("count", equalTo(1));
            admin().queryParam("to", from)
                    .get(BREAKERS + "/history")
                    .then()
                    .statusCode(200)
                    .body("count", equalTo(0));
        }
        admin().queryParam("from", "yesterday")
                .get(BREAKERS + "/history")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("from"));
    }

    private static RequestSpecification hold(String name) {
        return admin().queryParam("name", name).queryParam("reason", "a test");
    }

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + OutageProfile.ADMIN_TOKEN);
    }

    private void open() {
        otherSide.answers(OtherSide.NO_SUCH_TABLE);
        for (int i = 0; i < 11; i++) {
            write();
        }
        otherSide.answers(OtherSide.OK);
        await().until(() ->
                "OPEN".equals(given().get("/health").then().extract().path("circuit_breakers.dynamodb-write.state")));
    }

    private boolean write() {
        return dynamo.write(client ->
                        client.putItem(put -> put.tableName("t").item(Map.of("pk", AttributeValue.fromS("a")))))
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false)
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
