package io.monitoring.advisor.evidence;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much an analysis looks at. */
@ConfigMapping(prefix = "monitoring.advisor")
public interface AdvisorConfig {

    /** How long evidence is gathered; what has not come by then is listed as missing. */
    @WithDefault("2S")
    Duration budget();

    /** The most series that are looked at. */
    @WithDefault("5000")
    @WithConverter(Checked.AtLeastOne.class)
    int maxSeries();

    /** The share of good requests that is promised of every service, over 30 days. */
    @WithDefault("0.999")
    @WithConverter(Availability.class)
    double availability();

    final class Availability extends Checked.Fraction {
        public Availability() {
            super(0.5, 0.99999);
        }
    }
}
