package io.monitoring.resilience.fleet;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the instances know of each other. */
@ConfigMapping(prefix = "monitoring.fleet")
public interface FleetConfig {

    /** Whether this instance takes part; without it, resets and manual holds are of this instance only. */
    @WithDefault("true")
    boolean enabled();
}
