package io.monitoring.advisor.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** Analyses that are kept. */
@ConfigMapping(prefix = "monitoring.advisor.archive")
public interface ArchiveConfig {

    /** How long an analysis is kept. */
    @WithDefault("90D")
    @NotNull
    Duration retention();

    /** How many of the latest analyses are searched for similar ones. */
    @WithDefault("200")
    @Min(0)
    @Max(1000)
    int searched();
}
