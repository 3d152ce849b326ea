package io.monitoring.resilience;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** How the instances know of each other. */
@ConfigMapping(prefix = "monitoring.fleet")
public interface FleetConfig {

    /** Whether this instance takes part; without it, resets and manual holds are of this instance only. */
    @WithDefault("true")
    boolean enabled();

    /** Whether it does so by a timer; off where it is frozen between requests (Lambda): there each invocation is the tick. */
    @WithDefault("true")
    boolean timer();

    /** How often an instance says that it is there; after three that are missing it is not known any more. */
    @WithDefault("10s")
    @NotNull
    Duration heartbeatEvery();

    /** How often an instance looks for orders: resets and manual holds. */
    @WithDefault("1s")
    @NotNull
    Duration pollEvery();

    /** The longest pause after failures of heartbeats and polls; with the attempt's timeout it is under 5 s. */
    @WithDefault("3s")
    @NotNull
    Duration longestBackOff();

    /** How long an order waits for the other instances to say that they carried it out. */
    @WithDefault("3s")
    @NotNull
    Duration acknowledgeWithin();

    /** How many transitions are kept in memory: the latest ones, and those that the table does not have yet. */
    @WithDefault("1000")
    @Min(10)
    @Max(100_000)
    int historyBuffer();
}
