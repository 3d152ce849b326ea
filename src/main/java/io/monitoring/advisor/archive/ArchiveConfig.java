package io.monitoring.advisor.archive;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Analyses that are kept. */
@ConfigMapping(prefix = "monitoring.advisor.archive")
public interface ArchiveConfig {

    /** How long an analysis is kept. */
    @WithDefault("90D")
    Duration retention();

    /** How many of the latest analyses are searched for similar ones. */
    @WithDefault("200")
    @WithConverter(Searched.class)
    int searched();

    final class Searched extends Checked.Whole {
        public Searched() {
            super(0, 1000);
        }
    }
}
