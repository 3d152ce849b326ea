package io.monitoring.advisor.evidence;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What an analysis holds the services to. */
@ConfigMapping(prefix = "monitoring.advisor")
public interface AdvisorConfig {

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
