package io.monitoring.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.ingest.batch.IngestLimits;
import io.monitoring.ingest.batch.TestLimits;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class IngestLimitsTest {

    @Test
    void defaultsAreTheDocumentedLimits() {
        var limits = limits();

        assertThat(new TestLimits(limits.maxBodySize(), limits.maxPoints(), limits.maxLabels()))
                .usingRecursiveComparison()
                .isEqualTo(TestLimits.DEFAULT);
    }

    private static IngestLimits limits() {
        return new SmallRyeConfigBuilder()
                .withConverter(MemorySize.class, 500, new MemorySizeConverter())
                .withMapping(IngestLimits.class)
                .build()
                .getConfigMapping(IngestLimits.class);
    }
}
