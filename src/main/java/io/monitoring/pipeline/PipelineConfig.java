package io.monitoring.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The queue and those who work behind it. */
@ConfigMapping(prefix = "monitoring.pipeline")
public interface PipelineConfig {

    /** Whether this instance polls the queue and sweeps; off where the platform delivers the messages (Lambda). */
    @WithDefault("true")
    boolean consume();
}
