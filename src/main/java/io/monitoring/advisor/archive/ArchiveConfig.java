package io.monitoring.advisor.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Analyses that are kept. */
@ConfigMapping(prefix = "monitoring.advisor.archive")
public interface ArchiveConfig {

    /** How long an analysis is kept. */
    @WithDefault("90D")
    Duration retention();
}
