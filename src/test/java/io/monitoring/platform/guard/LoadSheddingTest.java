package io.monitoring.platform.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadSheddingTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
    private final LoadShedding shedding = new LoadShedding(now::get);

    @Test
    void isGoingOnForASecondAfterTheLastRequestThatWasTurnedAway() {
        assertThat(shedding.isGoingOn()).isFalse();

        shedding.turnedAway();
        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(shedding.isGoingOn()).isTrue();

        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(shedding.isGoingOn()).isFalse();
    }
}
