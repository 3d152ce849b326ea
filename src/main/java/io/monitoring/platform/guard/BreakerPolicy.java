package io.monitoring.platform.guard;

import io.monitoring.platform.config.InternalConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one policy of all breakers, for those who report it or follow it without an annotation. Its constants, and why they
 * are what they are, are in application.properties, from where the annotations have them.
 */
@Singleton
public class BreakerPolicy {

    private static final String GLOBAL = "quarkus.fault-tolerance.global.circuit-breaker.";

    private final int volume;
    private final double failureRatio;
    private final int trials;
    private final Duration openTime;
    private final Duration attemptTimeout;

    BreakerPolicy(
            @ConfigProperty(name = GLOBAL + "request-volume-threshold") int volume,
            @ConfigProperty(name = GLOBAL + "failure-ratio") double failureRatio,
            @ConfigProperty(name = GLOBAL + "success-threshold") int trials,
            BreakersConfig config,
            InternalConfig internal) {
        this.volume = volume;
        this.failureRatio = failureRatio;
        this.trials = trials;
        this.openTime = config.openTime();
        this.attemptTimeout = internal.attemptTimeout();
    }

    /** The number of latest attempts a breaker looks at; it never opens before it has seen as many. */
    public int volume() {
        return volume;
    }

    /** The share of failures among them at which it opens. */
    public double failureRatio() {
        return failureRatio;
    }

    /** How long it stays open before it lets a trial through. */
    public Duration openTime() {
        return openTime;
    }

    /** The number of trials that must succeed before it closes. */
    public int trials() {
        return trials;
    }

    /** How long one attempt may take. */
    public Duration attemptTimeout() {
        return attemptTimeout;
    }
}
