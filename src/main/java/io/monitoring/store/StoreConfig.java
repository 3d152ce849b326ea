package io.monitoring.store;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How points are kept in DynamoDB. */
@ConfigMapping(prefix = "monitoring.store")
public interface StoreConfig {

    Retention retention();

    /** Points waiting in memory to be written, over all services; beyond it writes are refused with 503. */
    @WithDefault("2000000")
    @WithConverter(PendingPoints.class)
    int maxPendingPoints();

    /** How long things are kept; DynamoDB deletes what has expired. */
    interface Retention {

        /** Points as they were sent: chunks, and the blocks that they are first written in (decision 19). */
        @WithDefault("35D")
        Duration points();

        /** Roll-ups of one and of five minutes. */
        @WithDefault("95D")
        Duration minutes();

        /** Roll-ups of one hour. */
        @WithDefault("455D")
        Duration hours();
    }

    final class PendingPoints extends Checked.Whole {
        public PendingPoints() {
            super(10_000);
        }
    }
}
