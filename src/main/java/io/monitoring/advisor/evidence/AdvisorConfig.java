package io.monitoring.advisor.evidence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** How much an analysis looks at. */
@ConfigMapping(prefix = "monitoring.advisor")
public interface AdvisorConfig {

    /** How long evidence is gathered; what has not come by then is listed as missing. */
    @WithDefault("2S")
    @NotNull
    Duration budget();

    /** The most series that are looked at. */
    @WithDefault("5000")
    @Min(1)
    int maxSeries();

    /** The share of good requests that is promised of every service, over 30 days. */
    @WithDefault("0.999")
    @DecimalMin("0.5")
    @DecimalMax("0.99999")
    double availability();
}
