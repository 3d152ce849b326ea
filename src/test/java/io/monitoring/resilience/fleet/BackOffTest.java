package io.monitoring.resilience.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void pausesLongerAfterEachFailureUpToTheLongest() {
        var backOff = new BackOff(Duration.ofSeconds(3), () -> 1);

        assertThat(pause(backOff)).isEqualTo(Duration.ofMillis(500));
        assertThat(pause(backOff)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause(backOff)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pause(backOff)).isEqualTo(Duration.ofSeconds(3));
        for (int i = 0; i < 100; i++) {
            assertThat(pause(backOff)).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void chanceShortensAPauseToItsHalfAtMost() {
        assertThat(pause(new BackOff(Duration.ofSeconds(3), () -> 0))).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void tellsTheFirstFailureAndTheFirstSuccess() {
        var backOff = new BackOff(Duration.ofSeconds(3), () -> 1);

        assertThat(backOff.succeeded()).isFalse();
        assertThat(backOff.failed(NOW)).isTrue();
        assertThat(backOff.failed(NOW)).isFalse();
        assertThat(backOff.succeeded()).isTrue();
        assertThat(backOff.over(NOW)).isTrue();
        assertThat(backOff.succeeded()).isFalse();
    }

    private static Duration pause(BackOff backOff) {
        backOff.failed(NOW);
        long millis = 0;
        while (!backOff.over(NOW.plusMillis(millis))) {
            millis++;
        }
        return Duration.ofMillis(millis);
    }
}
