package io.monitoring.pipeline;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** For profiles in which the test does the worker's rounds: an empty queue is no reason to wait. */
@Alternative
@Singleton
public class NoPollWait {

    @Produces
    ConsumerTiming timing() {
        ConsumerTiming usual = ConsumerTiming.DEFAULT;
        return new ConsumerTiming(
                Duration.ZERO, usual.visibility(), usual.restAfterOutage(), usual.pauseAfterFailure());
    }
}
