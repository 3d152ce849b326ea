package io.monitoring.platform.aws;

import static io.monitoring.platform.aws.OtherSide.CONDITION_FAILED;
import static io.monitoring.platform.aws.OtherSide.CONFLICT;
import static io.monitoring.platform.aws.OtherSide.DISCONNECT;
import static io.monitoring.platform.aws.OtherSide.NO_SUCH_TABLE;
import static io.monitoring.platform.aws.OtherSide.OK;
import static io.monitoring.platform.aws.OtherSide.SERVER_ERROR;
import static io.monitoring.platform.aws.OtherSide.SILENCE;
import static io.monitoring.platform.aws.OtherSide.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.BreakerSnapshot;
import io.monitoring.platform.guard.BreakerTransition;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyException.OutcomeUnknown;
import io.monitoring.platform.guard.DependencyException.Unavailable;
import io.monitoring.platform.guard.DependencyState.Condition;
import io.monitoring.platform.guard.DependencyStates;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

@QuarkusTest
@TestProfile(OutageProfile.class)
class DynamoGatewayTest {

    private static final Map<String, AttributeValue> KEY =
            Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));

    private final OtherSide dynamo = OtherSide.instance();

    @Inject
    DynamoGateway gateway;

    @Inject
    Breakers breakers;

    @Inject
    DependencyStates states;

    @Inject
    MeterRegistry meters;

    @Inject
    BreakerFixture fixture;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @Test
    void sendsNothingBeforeSubscription() {
        Uni<PutItemResponse> write = write();
        assertThat(dynamo.reached()).isZero();

        finished(write);
        finished(write);

        assertThat(dynamo.reached()).isEqualTo(2);
    }

    @Test
    void opensAfterFiveFailuresOfTenAttemptsAndReachesNobodyWhileOpen() {
        succeed(5);
        dynamo.answers(SERVER_ERROR);

        var first = failure(write());
        var second = failure(write());

        assertThat(first).isInstanceOf(OutcomeUnknown.class);
        assertThat(second).isInstanceOf(OutcomeUnknown.class);
        assertThat(dynamo.reached()).isEqualTo(5);
        assertThat(state(BreakerNames.DYNAMODB_WRITE)).isEqualTo(CircuitBreakerState.OPEN);

        Instant before = Instant.now();
        for (int i = 0; i < 20; i++) {
            assertThat(failure(write())).isInstanceOfSatisfying(Unavailable.class, refused -> {
                assertThat(refused.dependency()).isEqualTo("dynamodb");
                assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(1));
            });
        }
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMillis(700));
        assertThat(dynamo.reached()).isEqualTo(5);
    }

    @Test
    void staysClosedBelowTheThreshold() {
        succeed(6);
        dynamo.answers(OK, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR);

        failure(write());
        finished(write());

        assertThat(state(BreakerNames.DYNAMODB_WRITE)).isEqualTo(CircuitBreakerState.CLOSED);
    }

    @Test
    void readsAndWritesHaveBreakersOfTheirOwn() {
        open();

        finished(read());

        assertThat(state(BreakerNames.DYNAMODB_READ)).isEqualTo(CircuitBreakerState.CLOSED);
    }

    @Test
    void halfOpensByItselfAndClosesOnAGoodTrial() {
        open();
        await().until(() -> state(BreakerNames.DYNAMODB_WRITE) == CircuitBreakerState.HALF_OPEN);
        assertThat(dynamo.reached()).isZero();

        finished(write());

        assertThat(dynamo.reached()).isOne();
        assertThat(state(BreakerNames.DYNAMODB_WRITE)).isEqualTo(CircuitBreakerState.CLOSED);
    }

    @Test
    void aFailedTrialOpensAgainAfterOneRequest() {
        open();
        dynamo.answers(SERVER_ERROR);
        await().until(() -> state(BreakerNames.DYNAMODB_WRITE) == CircuitBreakerState.HALF_OPEN);

        assertThat(failure(write())).isInstanceOf(OutcomeUnknown.class);

        assertThat(dynamo.reached()).isOne();
        assertThat(state(BreakerNames.DYNAMODB_WRITE)).isEqualTo(CircuitBreakerState.OPEN);
    }

    @Test
    void listsTransitionsNewestFirstWithTimesAndReasons() {
        Instant start = Instant.now();
        open();
        await().until(() -> state(BreakerNames.DYNAMODB_WRITE) == CircuitBreakerState.HALF_OPEN);
        finished(write());

        List<BreakerTransition> latest =
                snapshot(BreakerNames.DYNAMODB_WRITE).transitions().subList(0, 3);

        assertThat(latest)
                .extracting(BreakerTransition::to)
                .containsExactly(CircuitBreakerState.CLOSED, CircuitBreakerState.HALF_OPEN, CircuitBreakerState.OPEN);
        assertThat(latest).allSatisfy(transition -> assertThat(transition.at()).isBetween(start, Instant.now()));
        assertThat(latest.getLast().reason()).contains("resource_missing");
        assertThat(meters.counter(
                                "monitoring.circuit.breaker.transitions",
                                "name",
                                BreakerNames.DYNAMODB_WRITE,
                                "to",
                                "OPEN")
                        .count())
                .isPositive();
    }

    @Test
    void aResetClosesAtOnceAndForgetsWhatWasCounted() {
        open();

        breakers.reset(BreakerNames.DYNAMODB_WRITE, "a test");
        finished(write());

        assertThat(dynamo.reached()).isOne();
        BreakerSnapshot breaker = snapshot(BreakerNames.DYNAMODB_WRITE);
        assertThat(breaker.state()).isEqualTo(CircuitBreakerState.CLOSED);
        assertThat(breaker.failures()).isZero();
        assertThat(breaker.transitions().getFirst().reason()).isEqualTo("a test");
    }

    @Test
    void clientErrorsPassUnchangedAreNotRepeatedAndNeverOpenTheBreaker() {
        dynamo.answers(CONDITION_FAILED);

        for (int i = 0; i < 20; i++) {
            assertThat(failure(write())).isInstanceOf(ConditionalCheckFailedException.class);
        }

        assertThat(dynamo.reached()).isEqualTo(20);
        assertThat(state(BreakerNames.DYNAMODB_WRITE)).isEqualTo(CircuitBreakerState.CLOSED);
        assertThat(states.of(BreakerNames.DYNAMODB_WRITE).condition()).isEqualTo(Condition.HEALTHY);
    }

    @Test
    void anEmptyResultIsNoFailure() {
        dynamo.answers(new OtherSide.Answer.Status(200, "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}"));

        for (int i = 0; i < 20; i++) {
            QueryResponse found = finished(gateway.read(client -> client.query(q -> q.tableName("t")
                    .keyConditionExpression("pk = :p")
                    .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("a"))))));
            assertThat(found.items()).isEmpty();
        }

        assertThat(state(BreakerNames.DYNAMODB_READ)).isEqualTo(CircuitBreakerState.CLOSED);
        assertThat(snapshot(BreakerNames.DYNAMODB_READ).failures()).isZero();
    }

    @Test
    void repeatsTwiceAndTakesTheSuccess() {
        dynamo.answers(OK, SERVER_ERROR, DISCONNECT);

        finished(write());

        assertThat(dynamo.reached()).isEqualTo(3);
    }

    @Test
    void repeatsNoMoreThanTwice() {
        dynamo.answers(THROTTLED);

        failure(write());

        assertThat(dynamo.reached()).isEqualTo(3);
    }

    @Test
    void repeatsWritesThatMetOnOneItem() {
        dynamo.answers(OK, CONFLICT, CONFLICT);

        finished(transaction());

        assertThat(dynamo.reached()).isEqualTo(3);
        assertThat(snapshot(BreakerNames.DYNAMODB_WRITE).failures()).isZero();
    }

    @Test
    void saysThatNothingWasStoredWhereWritesKeepMeeting() {
        dynamo.answers(CONFLICT);

        assertThat(failure(transaction())).isInstanceOf(Unavailable.class);
    }

    @Test
    void answersWithinTwoSecondsWhenDynamoIsSilent() {
        dynamo.answers(SILENCE);

        Instant before = Instant.now();
        Throwable failed = failure(write());

        assertThat(failed).isInstanceOf(OutcomeUnknown.class);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(dynamo.reached()).isEqualTo(2);
        assertThat(snapshot(BreakerNames.DYNAMODB_WRITE).failures()).isEqualTo(2);
    }

    @Test
    void aSilentReadIsUnavailable() {
        dynamo.answers(SILENCE);

        assertThat(failure(read())).isInstanceOf(Unavailable.class);
        assertThat(states.of(BreakerNames.DYNAMODB_READ).lastError()).isEqualTo("timeout");
    }

    @Test
    void throttledWritesStoredNothing() {
        dynamo.answers(THROTTLED);

        assertThat(failure(write())).isInstanceOf(Unavailable.class);
    }

    @Test
    void writesNobodyListenedToStoredNothing() {
        dynamo.goesAway();

        assertThat(failure(write())).isInstanceOf(Unavailable.class);
        assertThat(states.of(BreakerNames.DYNAMODB_WRITE).condition()).isEqualTo(Condition.UNHEALTHY);
        assertThat(states.of(BreakerNames.DYNAMODB_WRITE).lastError()).isEqualTo("unreachable");
    }

    @Test
    void aMissingTableCountsAsAnOutageAndIsNotRepeated() {
        succeed(5);
        dynamo.answers(NO_SUCH_TABLE);

        for (int i = 0; i < 5; i++) {
            assertThat(failure(write())).isInstanceOf(Unavailable.class);
        }

        assertThat(dynamo.reached()).isEqualTo(5);
        assertThat(state(BreakerNames.DYNAMODB_WRITE)).isEqualTo(CircuitBreakerState.OPEN);
    }

    @Test
    void oneUnansweredAttemptLeavesTheOutcomeUnknownHoweverTheNextOnesAreTurnedAway() {
        dynamo.answers(THROTTLED, DISCONNECT);

        assertThat(failure(write())).isInstanceOf(OutcomeUnknown.class);
        assertThat(dynamo.reached()).isEqualTo(3);
    }

    @Test
    void aTimedOutAttemptLeavesTheOutcomeUnknownHoweverTheNextOnesAreTurnedAway() {
        dynamo.answers(THROTTLED, SILENCE);

        assertThat(failure(write())).isInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void aConditionThatFailsAfterAnUnansweredAttemptMayHaveMetThatAttempt() {
        dynamo.answers(CONDITION_FAILED, SERVER_ERROR);

        assertThat(failure(write()))
                .isInstanceOf(OutcomeUnknown.class)
                .hasCauseInstanceOf(ConditionalCheckFailedException.class);
    }

    @Test
    void aReadWhoseAttemptsFailedInManyWaysIsUnavailable() {
        dynamo.answers(THROTTLED, DISCONNECT, SERVER_ERROR);

        assertThat(failure(read())).isInstanceOf(Unavailable.class);
    }

    @Test
    void passesOnAMistakeInTheRequestItself() {
        Throwable failed = failure(gateway.read(client -> {
            throw new IllegalStateException("a bug");
        }));

        assertThat(failed).isInstanceOf(IllegalStateException.class).hasMessage("a bug");
        assertThat(dynamo.reached()).isZero();
    }

    @Test
    void oneThrottledCallDoesNotMakeItUnhealthy() {
        finished(write());
        dynamo.answers(THROTTLED);

        failure(write());

        assertThat(states.of(BreakerNames.DYNAMODB_WRITE).condition()).isEqualTo(Condition.HEALTHY);
        assertThat(states.of(BreakerNames.DYNAMODB_WRITE).lastError()).isEqualTo("throttled");
    }

    @Test
    void countsCallsByOutcome() {
        double before = calls("success");

        finished(write());

        assertThat(calls("success")).isEqualTo(before + 1);
    }

    private double calls(String outcome) {
        return meters.counter("monitoring.dependency.calls", "dependency", "dynamodb", "outcome", outcome)
                .count();
    }

    private void open() {
        dynamo.answers(NO_SUCH_TABLE);
        for (int i = 0; i < 10; i++) {
            failure(write());
        }
        assertThat(state(BreakerNames.DYNAMODB_WRITE)).isEqualTo(CircuitBreakerState.OPEN);
        dynamo.answers(OK);
        failure(write());
        assertThat(dynamo.reached()).isZero();
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            finished(write());
        }
    }

    private Uni<PutItemResponse> write() {
        return gateway.write(client -> client.putItem(put -> put.tableName("t").item(KEY)));
    }

    private Uni<TransactWriteItemsResponse> transaction() {
        var put = TransactWriteItem.builder()
                .put(item -> item.tableName("t").item(KEY))
                .build();
        return gateway.write(client -> client.transactWriteItems(write -> write.transactItems(List.of(put))));
    }

    private Uni<GetItemResponse> read() {
        return gateway.read(client -> client.getItem(get -> get.tableName("t").key(KEY)));
    }

    private CircuitBreakerState state(String name) {
        return breakers.state(name);
    }

    private BreakerSnapshot snapshot(String name) {
        return breakers.of(name).snapshot(null);
    }

    private static <T> T finished(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(10));
    }

    private static Throwable failure(Uni<?> call) {
        return catchThrowable(() -> finished(call));
    }
}
