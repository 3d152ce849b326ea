package io.monitoring.pipeline;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** For profiles in which a test waits for the consumer to go on after an outage. */
@Alternative
@Singleton
public class ShortWaits {

    @Produces
    ConsumerTiming timing() {
        return new ConsumerTiming(
                Duration.ofSeconds(1),
                ConsumerTiming.DEFAULT.visibility(),
                Duration.ofSeconds(1),
                Duration.ofMillis(500));
    }
}
