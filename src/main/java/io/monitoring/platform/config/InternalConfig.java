package io.monitoring.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/**
 * What the Lambda package, and tests and benches of the packaged application, set in place of a constant. These are not
 * for operators: they depend on each other, no document describes them, and they may change with any version.
 */
@ConfigMapping(prefix = "monitoring.internal")
public interface InternalConfig {

    /** How long one attempt may take; a number, because application.properties hands it to an annotation. */
    @WithName("attempt-timeout-millis")
    @WithDefault("700")
    @WithConverter(Millis.class)
    Duration attemptTimeout();

    /** No attempt starts later than this after the first; a number, for the same reason. */
    @WithName("retry-until-millis")
    @WithDefault("1100")
    @WithConverter(Millis.class)
    Duration retryUntil();

    /** In place of the budget of {@code store.WriteTiming}. */
    Optional<Duration> writeBudget();

    /** In place of the settling time of {@code store.WriteTiming}. */
    Optional<Duration> settle();

    /** In place of the delay of an event loop above which {@code platform.edge} admits fewer requests. */
    Optional<Duration> maxLoopDelay();

    /** In place of the time that the start gives DynamoDB and SQS. */
    Optional<Duration> bootstrapTimeout();

    /** In place of the time in which {@code advisor} gathers the evidence for an analysis. */
    Optional<Duration> evidenceBudget();

    /** Whether an idle instance asks its dependencies how they are; off in tests, which count calls. */
    @WithDefault("true")
    boolean probe();

    /** Whether an open breaker is tried before its open time is up; off in tests, which count calls. */
    @WithDefault("true")
    boolean earlyClosing();

    /** Whether a timer drives the fleet's work; off in Lambda, where each invocation does. */
    @WithDefault("true")
    boolean fleetTimer();
}
