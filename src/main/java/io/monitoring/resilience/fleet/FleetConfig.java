package io.monitoring.resilience.fleet;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
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
    Duration heartbeatEvery();

    /** How often an instance looks for orders: resets and manual holds. */
    @WithDefault("1s")
    Duration pollEvery();

    /** The longest pause after failures of heartbeats and polls; with the attempt's timeout it is under 5 s. */
    @WithDefault("3s")
    Duration longestBackOff();

    /** How long an order waits for the other instances to say that they carried it out. */
    @WithDefault("3s")
    Duration acknowledgeWithin();

    /** How many transitions are kept in memory: the latest ones, and those that the table does not have yet. */
    @WithDefault("1000")
    @WithConverter(Events.class)
    int historyBuffer();

    final class Events extends Checked.Whole {
        public Events() {
            super(10, 100_000);
        }
    }
}
