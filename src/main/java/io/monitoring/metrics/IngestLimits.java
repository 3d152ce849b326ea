package io.monitoring.metrics;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** What one request to {@code POST /metrics} may hold. */
@ConfigMapping(prefix = "monitoring.ingest")
public interface IngestLimits {

    /** The largest request body, both as it is sent and after gzip is undone. */
    @WithDefault("5M")
    @NotNull
    MemorySize maxBodySize();

    /** The most points in one request, over all its series. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int maxPoints();

    /** The most characters in a service's or a metric's name. */
    @WithDefault("128")
    @Min(1)
    @Max(512)
    int maxNameLength();

    /** The most labels on one point. */
    @WithDefault("20")
    @Min(0)
    @Max(64)
    int maxLabels();

    /** The most characters in a label's name. */
    @WithDefault("128")
    @Min(1)
    @Max(512)
    int maxLabelNameLength();

    /** The most characters in a label's value. */
    @WithDefault("256")
    @Min(1)
    @Max(1024)
    int maxLabelValueLength();

    /** The most metadata with one point, as compact JSON in UTF-8. */
    @WithDefault("4K")
    @NotNull
    MemorySize maxMetadataSize();

    /** How far a point's time may be ahead of this server's clock. */
    @WithDefault("PT10M")
    @NotNull
    Duration maxFuture();
}
