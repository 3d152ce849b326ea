package io.monitoring.platform.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.monitoring.platform.aws.BreakerFixture;
import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.aws.OtherSide;
import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.config.MovableClock;
import io.monitoring.platform.guard.DependencyException.Unavailable;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@QuarkusTest
@TestProfile(OutageProfile.class)
class ManualHoldTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String READ = BreakerNames.DYNAMODB_READ;

    private final OtherSide otherSide = OtherSide.instance();

    @Inject
    DynamoGateway gateway;

    @Inject
    ProcessingQueue queue;

    @Inject
    Breakers breakers;

    @Inject
    MovableClock clock;

    @Inject
    BreakerFixture fixture;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @Test
    void heldOpenNothingIsSentAndTheCallerIsToldWhenToComeBack() {
        hold(READ, CircuitBreakerState.OPEN);

        assertThat(failure(read())).isInstanceOfSatisfying(Unavailable.class, away -> assertThat(away.retryAfter())
                .isEqualTo(Duration.ofSeconds(1)));
        assertThat(otherSide.reached()).isZero();
        assertThat(breakers.state(READ)).isEqualTo(CircuitBreakerState.OPEN);
        assertThat(breakers.snapshot(READ).refused()).isPositive();
        assertThat(failure(write())).isNull();
    }

    @Test
    void aHoldEndsByItself() {
        hold(READ, CircuitBreakerState.OPEN);

        clock.advance(HOUR.plusSeconds(1));

        assertThat(failure(read())).isNull();
        assertThat(breakers.state(READ)).isEqualTo(CircuitBreakerState.CLOSED);
        assertThat(breakers.snapshot(READ).manual()).isNull();
        assertThat(breakers.snapshot(READ).transitions().getFirst().reason()).contains("time", "is up");
    }

    @Test
    void aResetEndsAHold() {
        hold(READ, CircuitBreakerState.OPEN);

        breakers.reset(READ, "enough");

        assertThat(failure(read())).isNull();
    }

    @Test
    void heldClosedEveryCallIsSentWhateverFails() {
        hold(READ, CircuitBreakerState.CLOSED);
        otherSide.answers(OtherSide.NO_SUCH_TABLE);

        for (int i = 0; i < 30; i++) {
            assertThat(failure(read())).hasMessageContaining("resource_missing");
        }

        assertThat(otherSide.reached()).isEqualTo(30);
        assertThat(breakers.state(READ)).isEqualTo(CircuitBreakerState.CLOSED);
    }

    @Test
    void heldClosedACallIsStillRepeated() {
        hold(READ, CircuitBreakerState.CLOSED);
        otherSide.answers(OtherSide.OK, OtherSide.SERVER_ERROR, OtherSide.SERVER_ERROR);

        assertThat(failure(read())).isNull();
        assertThat(otherSide.reached()).isEqualTo(3);
    }

    @Test
    void afterAHoldTheBreakerStartsAfresh() {
        hold(READ, CircuitBreakerState.CLOSED);
        otherSide.answers(OtherSide.NO_SUCH_TABLE);
        for (int i = 0; i < 12; i++) {
            failure(read());
        }
        clock.advance(HOUR.plusSeconds(1));

        for (int i = 0; i < 9; i++) {
            assertThat(failure(read())).hasMessageContaining("resource_missing");
        }
        assertThat(failure(read())).hasMessageContaining("resource_missing");
        assertThat(failure(read())).hasMessageContaining("circuit breaker is open");
    }

    @Test
    void anOpenBreakerCanBeHeldClosedAndTheQueueIsPolledThen() {
        hold(BreakerNames.SQS, CircuitBreakerState.OPEN);
        assertThat(failure(poll())).isInstanceOf(Unavailable.class);

        hold(BreakerNames.SQS, CircuitBreakerState.CLOSED);

        assertThat(failure(poll())).isNull();
    }

    @Test
    void theHoldAndItsEndAreTransitionsWithWhoAndWhy() {
        hold(READ, CircuitBreakerState.OPEN);

        assertThat(breakers.snapshot(READ).manual().reason()).isEqualTo("a test");
        assertThat(breakers.snapshot(READ).transitions().getFirst())
                .satisfies(moved -> assertThat(moved.to()).isEqualTo(CircuitBreakerState.OPEN))
                .satisfies(moved -> assertThat(moved.reason()).contains("held open by somebody", "a test"));
    }

    private void hold(String name, CircuitBreakerState state) {
        breakers.hold(name, new ManualHold(state, "a test", clock.instant().plus(HOUR), "somebody"));
    }

    private Uni<?> read() {
        return gateway.read(client -> client.getItem(get -> get.tableName("t").key(key())));
    }

    private Uni<?> write() {
        return gateway.write(client -> client.putItem(put -> put.tableName("t").item(key())));
    }

    private Uni<?> poll() {
        return queue.receive(1, Duration.ZERO, Duration.ofSeconds(1));
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));
    }

    private static Throwable failure(Uni<?> call) {
        return catchThrowable(() -> call.await().atMost(Duration.ofSeconds(10)));
    }
}
