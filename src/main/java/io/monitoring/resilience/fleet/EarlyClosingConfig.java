package io.monitoring.resilience.fleet;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When an open breaker closes before its open time is up, because the dependency is demonstrably back. */
@ConfigMapping(prefix = "monitoring.early-closing")
public interface EarlyClosingConfig {

    /** Whether it does. */
    @WithDefault("true")
    boolean enabled();

    /** How long a breaker has been open before the first trial; doubled each time a breaker closed in vain. */
    @WithDefault("5s")
    Duration after();

    /** The mean time between trials that are not answered. */
    @WithDefault("5s")
    Duration every();

    /** How long after a trial that was answered the next one is due. */
    @WithDefault("1s")
    Duration confirmAfter();

    /** How many trials in a row must be answered. */
    @WithDefault("2")
    @WithConverter(Checked.AtLeastOne.class)
    int answers();
}
