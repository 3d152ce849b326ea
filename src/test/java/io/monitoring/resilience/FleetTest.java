package io.monitoring.resilience;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.devstack.TestStack;
import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.resilience.fleet.FleetBreakers;
import io.monitoring.resilience.fleet.FleetTable;
import io.monitoring.resilience.fleet.InstanceState;
import io.monitoring.resilience.fleet.Order;
import io.monitoring.resilience.fleet.RecordedTransition;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One instance in earnest; the others are what a test writes into the table. */
@QuarkusTest
@TestProfile(FleetProfile.class)
@QuarkusTestResource(DevStackResource.class)
class FleetTest {

    private static final String BREAKERS = "/admin/circuit-breakers";
    private static final String RESET = "/admin/circuit-breaker/reset";
    private static final String OPEN = "/admin/circuit-breaker/open";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final String WRITE = BreakerNames.DYNAMODB_WRITE;

    TestStack stack;

    @Inject
    FleetTable table;

    @Inject
    FleetBreakers fleet;

    @Inject
    Breakers breakers;

    @Inject
    DynamoGateway dynamo;

    @Inject
    Clock clock;

    @BeforeEach
    void startAfresh() {
        stack.recover();
        done(table.leave("other"));
        BreakerNames.IN_USE.forEach(name -> breakers.reset(name, "a test starts"));
        // A cold call on a busy machine takes its time; nothing is promised of it.
        await().atMost(PATIENCE).untilAsserted(() -> report().body("fleet.available", equalTo(true))
                .body("fleet.instances", hasSize(1))
                .body("fleet.worst.values()", not(hasItem("OPEN"))));
    }

    @AfterEach
    void recover() {
        stack.recover();
    }

    @Test
    void saysWhoItIsAndWhatItsBreakersStandAt() {
        report().body("scope", equalTo("fleet"))
                .body("instances.known", equalTo(1))
                .body("fleet.instances[0].id", equalTo(report().extract().path("instance.id")))
                .body("fleet.instances[0].states.sqs", equalTo("CLOSED"))
                .body("fleet.worst.dynamodb-read", equalTo("CLOSED"));
    }

    @Test
    void theWorstStateOfTheFleetIsShownAndTheDeadAreNot() {
        done(table.publish(other(0, clock.instant(), CircuitBreakerState.OPEN)));
        report().body("fleet.worst.sqs", equalTo("OPEN"))
                .body("fleet.instances", hasSize(2))
                .body("circuit_breakers.sqs.state", equalTo("CLOSED"));

        done(table.publish(other(0, clock.instant().minusSeconds(31), CircuitBreakerState.OPEN)));

        report().body("fleet.worst.sqs", equalTo("CLOSED")).body("fleet.instances", hasSize(1));
    }

    @Test
    void aResetSaysAtOnceWhenAllHaveTakenItUp() {
        Instant before = Instant.now();

        admin().post(RESET)
                .then()
                .statusCode(200)
                .body("scope", equalTo("fleet"))
                .body("instances.known", equalTo(1))
                .body("instances.acknowledged", equalTo(1))
                .body("missing", hasSize(0));

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aResetNamesWhoHasNotTakenItUpWithinThreeSeconds() {
        done(table.publish(other(0, clock.instant(), CircuitBreakerState.OPEN)));
        long generation = fleet.generation();
        Instant before = Instant.now();

        admin().post(RESET)
                .then()
                .statusCode(200)
                .body("scope", equalTo("fleet"))
                .body("generation", equalTo((int) generation + 1))
                .body("instances.known", equalTo(2))
                .body("instances.acknowledged", equalTo(1))
                .body("missing[0].id", equalTo("other"))
                .body("missing[0].host", equalTo("elsewhere"));

        assertThat(Duration.between(before, Instant.now())).isLessThan(FIVE_SECONDS);
    }

    @Test
    void carriesOutWhatAnotherInstanceOrdersAndTellsItAtOnce() {
        Instant until = clock.instant().plusSeconds(600);
        var hold = new Order.Hold(CircuitBreakerState.OPEN, "restore", until, "somebody");

        long generation = done(table.order(Set.of("sqs"), hold)).generation();

        await().atMost(FIVE_SECONDS).until(() -> breakers.state("sqs") == CircuitBreakerState.OPEN);
        await().atMost(FIVE_SECONDS)
                .untilAsserted(() -> report().body("fleet.instances[0].generation", equalTo((int) generation))
                        .body("fleet.instances[0].states.sqs", equalTo("OPEN"))
                        .body("circuit_breakers.sqs.manual.reason", equalTo("restore")));

        done(table.order(Set.of("sqs"), new Order.Reset("somebody")));

        await().atMost(FIVE_SECONDS).until(() -> breakers.state("sqs") == CircuitBreakerState.CLOSED);
    }

    @Test
    void anOrderOfOneBreakerLeavesTheOthers() {
        done(table.order(
                Set.of("sqs"),
                new Order.Hold(CircuitBreakerState.OPEN, "r", clock.instant().plusSeconds(600), "s")));
        done(fleet.catchUp());

        done(table.order(Set.of(BreakerNames.DYNAMODB_READ), new Order.Reset("s")));
        done(fleet.catchUp());

        assertThat(breakers.state("sqs")).isEqualTo(CircuitBreakerState.OPEN);
    }

    @Test
    void catchesUpWhenAskedAsAnInvocationDoes() {
        long generation =
                done(table.order(Set.of("sqs"), new Order.Reset("somebody"))).generation();

        done(fleet.catchUp());

        assertThat(fleet.generation()).isEqualTo(generation);
        assertThat(done(table.fleet()).instances()).singleElement().satisfies(self -> assertThat(self.generation())
                .isEqualTo(generation));
    }

    @Test
    void anOrderIsKeptAndAnsweredWithTheNameOfWhoGaveIt() {
        admin().queryParam("name", "sqs")
                .queryParam("reason", "restore")
                .post(OPEN)
                .then()
                .statusCode(200)
                .body("manual.by", equalTo("admin:maria"));
        report().body("circuit_breakers.sqs.manual.by", equalTo("admin:maria"));
        assertThat(done(table.control()).orders().get("sqs").order().by()).isEqualTo("admin:maria");

        admin().queryParam("name", "sqs").post(RESET).then().statusCode(200).body("by", equalTo("admin:maria"));

        assertThat(done(table.control()).orders().get("sqs").order()).isEqualTo(new Order.Reset("admin:maria"));
    }

    @Test
    void everyTransitionIsInTheTableNewestFirst() {
        admin().queryParam("name", "sqs")
                .queryParam("reason", "history")
                .post(OPEN)
                .then()
                .statusCode(200)
                .body("scope", equalTo("fleet"));
        admin().queryParam("name", "sqs").post(RESET).then().statusCode(200);

        await().atMost(FIVE_SECONDS).untilAsserted(() -> assertThat(stored("sqs"))
                .extracting(RecordedTransition::to)
                .startsWith(CircuitBreakerState.CLOSED, CircuitBreakerState.OPEN));
        admin().queryParam("name", "sqs")
                .get(BREAKERS + "/history")
                .then()
                .statusCode(200)
                .body("scope", equalTo("fleet"))
                .body("transitions[0].reason", equalTo("reset by admin:maria"))
                .body("transitions[1].reason", startsWith("held open by admin:maria until"))
                .body("transitions[1].reason", containsString("history"));
        admin().queryParam("to", "2020-01-01T00:00:00Z")
                .get(BREAKERS + "/history")
                .then()
                .body("count", equalTo(0));
    }

    @Test
    void withDynamoDbAwayEveryAdminCallIsAnsweredFromThisInstanceAndSoon() {
        stack.dynamo().stop();
        Instant before = Instant.now();

        admin().queryParam("name", "sqs")
                .queryParam("reason", "outage")
                .post(OPEN)
                .then()
                .statusCode(200)
                .body("scope", equalTo("instance"))
                .body("instances.known", equalTo(1));
        report().body("scope", equalTo("instance"))
                .body("fleet.available", equalTo(false))
                .body("fleet.detail", containsString("out of reach"))
                .body("circuit_breakers.sqs.manual.reason", equalTo("outage"));
        admin().get(BREAKERS + "/history")
                .then()
                .body("scope", equalTo("instance"))
                .body("transitions[0].reason", containsString("outage"));
        admin().post(RESET).then().statusCode(200).body("scope", equalTo("instance"));
        assertThat(Duration.between(before, Instant.now())).isLessThan(FIVE_SECONDS);
        assertThat(breakers.state("sqs")).isEqualTo(CircuitBreakerState.CLOSED);

        stack.dynamo().start();
        await().atMost(FIVE_SECONDS).untilAsserted(() -> assertThat(stored("sqs"))
                .extracting(RecordedTransition::reason)
                .anyMatch(reason -> reason.contains("outage")));
    }

    @Test
    void whileDynamoDbHangsTheReportDoesNot() {
        stack.dynamo().gate().delayBy(Duration.ofSeconds(10));
        Instant before = Instant.now();

        report().body("fleet.available", equalTo(false));

        assertThat(Duration.between(before, Instant.now())).isLessThan(FIVE_SECONDS);
    }

    @Test
    void anOpenBreakerClosesLongBeforeItsTimeOnceDynamoDbIsBack() {
        stack.dynamo().stop();
        await().until(() -> !write() && breakers.state(WRITE) == CircuitBreakerState.OPEN);

        stack.dynamo().start();

        await().atMost(Duration.ofSeconds(10)).until(() -> breakers.state(WRITE) == CircuitBreakerState.CLOSED);
        assertThat(breakers.snapshot(WRITE).transitions().getFirst().reason()).isEqualTo("probe answered");
        assertThat(write()).isTrue();
    }

    @Test
    void aBreakerThatAnAdminOpenedIsLeftOpen() {
        admin().queryParam("name", WRITE)
                .queryParam("reason", "restore")
                .post(OPEN)
                .then()
                .statusCode(200);

        await().during(Duration.ofSeconds(3))
                .atMost(FIVE_SECONDS)
                .until(() -> breakers.state(WRITE) == CircuitBreakerState.OPEN);
        assertThat(write()).isFalse();
        // The control traffic does not sit behind it.
        admin().post(RESET).then().body("scope", equalTo("fleet"));
        assertThat(write()).isTrue();
    }

    private List<RecordedTransition> stored(String name) {
        return done(table.history(
                name, clock.instant().minusSeconds(600), clock.instant().plusSeconds(1), 100));
    }

    private InstanceState other(long generation, Instant seen, CircuitBreakerState sqs) {
        Instant at = seen.truncatedTo(ChronoUnit.MILLIS);
        return new InstanceState("other", "elsewhere", at, at, Duration.ofSeconds(10), generation, Map.of("sqs", sqs));
    }

    private boolean write() {
        return dynamo.write(client -> client.putItem(put -> put.tableName("ApplicationMetrics-dev")
                        .item(Map.of("pk", AttributeValue.fromS("T"), "sk", AttributeValue.fromS("t")))))
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static ValidatableResponse report() {
        return admin().get(BREAKERS).then().statusCode(200);
    }

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + OutageProfile.ADMIN_TOKEN);
    }

    /** Control calls have one short attempt; those of a test are repeated. */
    private static <T> T done(Uni<T> call) {
        return call.onFailure().retry().atMost(5).await().atMost(PATIENCE);
    }
}
