package io.monitoring.live;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What is watched as points come in. */
@ConfigMapping(prefix = "monitoring.live")
public interface LiveConfig {

    /** The most series that an instance keeps detectors of in memory, about 1.3 KB each. */
    @WithDefault("50000")
    @WithConverter(Checked.AtLeastOne.class)
    int maxSeries();
}
