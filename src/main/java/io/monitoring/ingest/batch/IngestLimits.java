package io.monitoring.ingest.batch;

import io.monitoring.platform.config.Checked;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What one request to {@code POST /metrics} may hold. */
@ConfigMapping(prefix = "monitoring.ingest")
public interface IngestLimits {

    /** The largest request body, both as it is sent and after gzip is undone. */
    @WithDefault("5M")
    MemorySize maxBodySize();

    /** The most points in one request, over all its series. */
    @WithDefault("10000")
    @WithConverter(Points.class)
    int maxPoints();

    /** The most labels on one point. */
    @WithDefault("20")
    @WithConverter(Labels.class)
    int maxLabels();

    final class Points extends Checked.Whole {
        public Points() {
            super(1, 1_000_000);
        }
    }

    final class Labels extends Checked.Whole {
        public Labels() {
            super(0, 64);
        }
    }
}
