package io.monitoring.pipeline;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long the consumer waits for what.
 *
 * @param pollWait how long a poll waits for a message
 * @param visibility how long a message stays hidden from other consumers; extended for as long as it is being worked on
 * @param restAfterOutage how long a message rests whose work DynamoDB or SQS did not let be done
 * @param pauseAfterFailure how long to wait after a poll that failed
 */
public record ConsumerTiming(
        Duration pollWait, Duration visibility, Duration restAfterOutage, Duration pauseAfterFailure) {

    /**
     * SQS lets a poll wait up to 20 seconds, and bills each poll. What a killed instance was working on stays hidden for half a
     * minute. A rest is a sixth of the time that a breaker is open, so that few copies are made in an outage.
     */
    public static final ConsumerTiming DEFAULT = new ConsumerTiming(
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(2));

    /** How long work under way may go on after the process was told to stop: within what Kubernetes gives a pod. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    /** Tests have no time: theirs is an alternative. */
    @Singleton
    static class Source {
        @Produces
        @DefaultBean
        ConsumerTiming timing() {
            return DEFAULT;
        }
    }
}
