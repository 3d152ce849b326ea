package io.monitoring.ingest.batch;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** The limits as they are by default. */
public record TestLimits(MemorySize maxBodySize, int maxPoints, int maxLabels) implements IngestLimits {

    public static final Duration RETENTION = Duration.ofDays(35);
    public static final TestLimits DEFAULT = new TestLimits(new MemorySize(BigInteger.valueOf(5 << 20)), 10_000, 20);
}
