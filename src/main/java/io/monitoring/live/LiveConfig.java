package io.monitoring.live;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is watched as points come in. */
@ConfigMapping(prefix = "monitoring.live")
public interface LiveConfig {

    /** The most series that an instance keeps detectors of in memory, about 1.3 KB each. */
    @WithDefault("50000")
    @WithConverter(Checked.AtLeastOne.class)
    int maxSeries();

    /**
     * How often the detectors of a service are kept in the table; a worker that takes a service over reads the roll-ups
     * since then again.
     */
    @WithDefault("6H")
    Duration keepEvery();

    /** How often the series of a service that have a limit are forecast. */
    @WithDefault("30M")
    Duration forecastEvery();

    /** How long anomalies and warnings are kept. */
    @WithDefault("35D")
    Duration anomalies();

    /** How long after an anomaly a service counts as degraded. */
    @WithDefault("15M")
    Duration degradedFor();
}
