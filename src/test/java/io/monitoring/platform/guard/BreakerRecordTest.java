package io.monitoring.platform.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerRecordTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final BreakerRecord breaker = new BreakerRecord("sqs", 10, START);

    @Test
    void countsAmongTheLatestAttemptsOnly() {
        for (int i = 0; i < 4; i++) {
            breaker.attempted("timeout");
        }
        for (int i = 0; i < 8; i++) {
            breaker.attempted(null);
        }

        assertThat(breaker.snapshot(null).calls()).isEqualTo(10);
        assertThat(breaker.snapshot(null).failures()).isEqualTo(2);
        assertThat(breaker.lastFailure()).isEqualTo("timeout");
    }

    @Test
    void closingForgetsTheCounts() {
        breaker.attempted("timeout");
        breaker.moved(CircuitBreakerState.OPEN, "x", START.plusSeconds(1));
        breaker.moved(CircuitBreakerState.CLOSED, "y", START.plusSeconds(2));

        assertThat(breaker.snapshot(null).calls()).isZero();
        assertThat(breaker.snapshot(null).since()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void keepsTheLastTwentyTransitions() {
        for (int i = 1; i <= 25; i++) {
            breaker.moved(
                    i % 2 == 0 ? CircuitBreakerState.CLOSED : CircuitBreakerState.OPEN, "r" + i, START.plusSeconds(i));
        }

        var transitions = breaker.snapshot(null).transitions();
        assertThat(transitions).hasSize(20);
        assertThat(transitions.getFirst())
                .isEqualTo(new BreakerTransition(
                        START.plusSeconds(25), CircuitBreakerState.CLOSED, CircuitBreakerState.OPEN, "r25"));
        assertThat(transitions.getLast().reason()).isEqualTo("r6");
    }
}
