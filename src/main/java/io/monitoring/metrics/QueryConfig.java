package io.monitoring.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What one query may ask for. */
@ConfigMapping(prefix = "monitoring.query")
interface QueryConfig {

    /** The most rows in the answer of an aggregate. */
    @WithDefault("20000")
    @Min(1)
    int maxRows();

    /** How far back an aggregate goes that names no {@code from}. */
    @WithDefault("1H")
    Duration defaultRange();
}
