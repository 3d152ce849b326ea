package io.monitoring.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.monitoring.platform.aws.BreakerFixture;
import io.monitoring.platform.aws.OtherSide;
import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyState.Condition;
import io.monitoring.platform.guard.DependencyStates;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageProfile.class)
class DependencyProbeTest {

    private final OtherSide otherSide = OtherSide.instance();

    /** A model is not asked for its health: each question costs. */
    private static final List<String> PROBED =
            List.of(BreakerNames.DYNAMODB_READ, BreakerNames.DYNAMODB_WRITE, BreakerNames.SQS);

    @Inject
    DependencyProbe probe;

    @Inject
    Breakers breakers;

    @Inject
    DependencyStates states;

    @Inject
    BreakerFixture fixture;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @Test
    void tellsAnIdleInstanceTheStateOfEveryDependency() {
        ask();

        assertThat(otherSide.reached()).isEqualTo(3);
        assertThat(conditions()).containsOnly(Condition.HEALTHY);
    }

    @Test
    void asksNothingThatWasJustTold() {
        ask();
        otherSide.answers(OtherSide.OK);

        ask();

        assertThat(otherSide.reached()).isZero();
    }

    @Test
    void findsAnOutage() {
        otherSide.goesAway();

        ask();

        assertThat(conditions()).containsOnly(Condition.UNHEALTHY);
    }

    @Test
    void isTheTrialThatClosesEveryHalfOpenBreaker() {
        otherSide.answers(OtherSide.NO_SUCH_TABLE);
        await().until(() -> {
            PROBED.forEach(states::forget);
            ask();
            return states().stream().allMatch(state -> state == CircuitBreakerState.OPEN);
        });
        otherSide.answers(OtherSide.OK);

        ask();
        assertThat(otherSide.reached()).isZero();
        await().until(() -> states().stream().allMatch(state -> state == CircuitBreakerState.HALF_OPEN));
        ask();

        assertThat(states()).containsOnly(CircuitBreakerState.CLOSED);
        assertThat(conditions()).containsOnly(Condition.HEALTHY);
    }

    private void ask() {
        probe.ask().await().atMost(Duration.ofSeconds(10));
    }

    private List<CircuitBreakerState> states() {
        return PROBED.stream().map(breakers::state).toList();
    }

    private List<Condition> conditions() {
        return PROBED.stream().map(name -> states.of(name).condition()).toList();
    }
}
