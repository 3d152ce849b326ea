package io.monitoring.resilience.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.Value;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetItemsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

    @Test
    void anInstanceComesBackAsItWas() {
        var state = instance(NOW);

        var item = FleetItems.instance(state, NOW.plusSeconds(3600));

        assertThat(FleetItems.fleet(List.of(item)).instances()).containsExactly(state);
        assertThat(item.number(Item.TTL)).isEqualTo(NOW.plusSeconds(3600).getEpochSecond());
    }

    @Test
    void aTransitionComesBackAsItWas() {
        var transition = new RecordedTransition(
                "dynamodb-read", NOW, CircuitBreakerState.CLOSED, CircuitBreakerState.OPEN, "why", "ab12", 7);

        assertThat(FleetItems.transition(FleetItems.transition(transition, NOW)))
                .isEqualTo(transition);
    }

    @Test
    void ordersComeBackAndThoseCarriedOutAreLeftOut() {
        var hold = new Order.Hold(CircuitBreakerState.OPEN, "maintenance", NOW, "ops");
        var control = FleetItems.control(Item.at(FleetItems.CONTROL_KEY)
                .number("generation", 5)
                .with(FleetItems.order("sqs"), Value.item(FleetItems.order(hold)))
                .number(FleetItems.orderGeneration("sqs"), 5)
                .with(FleetItems.order("dynamodb-read"), Value.item(FleetItems.order(new Order.Reset("ops"))))
                .number(FleetItems.orderGeneration("dynamodb-read"), 3)
                .build());

        assertThat(control.generation()).isEqualTo(5);
        assertThat(control.after(4)).isEqualTo(Map.of("sqs", hold));
        assertThat(control.after(2)).isEqualTo(Map.of("sqs", hold, "dynamodb-read", new Order.Reset("ops")));
        assertThat(control.after(5)).isEmpty();
    }

    @Test
    void anInstanceIsKnownUntilItMissedThreeHeartbeats() {
        var state = instance(NOW);

        assertThat(state.known(NOW.plusSeconds(30))).isTrue();
        assertThat(state.known(NOW.plusSeconds(31))).isFalse();
    }

    private static InstanceState instance(Instant seen) {
        return new InstanceState(
                "ab12",
                "pod-1",
                NOW.minusSeconds(60),
                seen,
                Duration.ofSeconds(10),
                4,
                Map.of("sqs", CircuitBreakerState.HALF_OPEN));
    }
}
