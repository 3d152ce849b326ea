package io.monitoring.resilience;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** When an open breaker closes before its open time is up, because the dependency is demonstrably back. */
@ConfigMapping(prefix = "monitoring.early-closing")
public interface EarlyClosingConfig {

    /** Whether it does. */
    @WithDefault("true")
    boolean enabled();

    /** How long a breaker has been open before the first trial; doubled each time a breaker closed in vain. */
    @WithDefault("5s")
    @NotNull
    Duration after();

    /** The mean time between trials that are not answered. */
    @WithDefault("5s")
    @NotNull
    Duration every();

    /** How long after a trial that was answered the next one is due. */
    @WithDefault("1s")
    @NotNull
    Duration confirmAfter();

    /** How many trials in a row must be answered. */
    @WithDefault("2")
    @Min(1)
    int answers();
}
