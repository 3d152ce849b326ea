package io.monitoring.platform.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When an open breaker closes before its open time is up, because the dependency is demonstrably back. */
@ConfigMapping(prefix = "monitoring.early-closing")
public interface EarlyClosingConfig {

    /** How long a breaker has been open before the first trial; doubled each time a breaker closed in vain. */
    @WithDefault("5s")
    Duration after();
}
