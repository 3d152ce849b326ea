package io.monitoring.platform.table;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How an instance without traffic learns what state its dependencies are in. */
@ConfigMapping(prefix = "monitoring.probe")
public interface ProbeConfig {

    /** Whether it asks at all. */
    @WithDefault("true")
    boolean enabled();

    /** How often it asks where no traffic has told. */
    @WithDefault("5s")
    Duration every();

    /** How often it writes while writes are known to succeed; where they are not, it writes as often as it asks. */
    @WithDefault("1m")
    Duration writeEvery();

    /**
     * How long the start waits for a first answer of each dependency, before the port opens; {@code 0S}, and in a native
     * image: asks nothing.
     */
    @WithDefault("3S")
    Duration atStart();
}
