package io.monitoring.query;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What one query may ask for. */
@ConfigMapping(prefix = "monitoring.query")
interface QueryConfig {

    /** The most rows in the answer of an aggregate. */
    @WithDefault("20000")
    @WithConverter(Checked.AtLeastOne.class)
    int maxRows();
}
