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

    /** The most characters in a service's or a metric's name. */
    @WithDefault("128")
    @WithConverter(NameLength.class)
    int maxNameLength();

    /** The most labels on one point. */
    @WithDefault("20")
    @WithConverter(Labels.class)
    int maxLabels();

    /** The most characters in a label's name. */
    @WithDefault("128")
    @WithConverter(NameLength.class)
    int maxLabelNameLength();

    /** The most characters in a label's value. */
    @WithDefault("256")
    @WithConverter(ValueLength.class)
    int maxLabelValueLength();

    /** The most metadata with one point, as compact JSON in UTF-8. */
    @WithDefault("4K")
    MemorySize maxMetadataSize();

    final class Points extends Checked.Whole {
        public Points() {
            super(1, 1_000_000);
        }
    }

    final class NameLength extends Checked.Whole {
        public NameLength() {
            super(1, 512);
        }
    }

    final class Labels extends Checked.Whole {
        public Labels() {
            super(0, 64);
        }
    }

    final class ValueLength extends Checked.Whole {
        public ValueLength() {
            super(1, 1024);
        }
    }
}
