package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.advisor.archive.ArchiveConfig;
import io.monitoring.advisor.evidence.AdvisorConfig;
import io.monitoring.live.LiveConfig;
import io.monitoring.metrics.IngestLimits;
import io.monitoring.pipeline.PipelineConfig;
import io.monitoring.platform.BedrockConfig;
import io.monitoring.platform.BreakersConfig;
import io.monitoring.platform.Environment;
import io.monitoring.platform.edge.OverloadConfig;
import io.monitoring.resilience.EarlyClosingConfig;
import io.monitoring.resilience.FleetConfig;
import io.monitoring.store.StoreConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each property that has limits takes the last value within them, and refuses the first one beyond, by its name. */
class ConfigurationLimitsTest {

    private static SmallRyeConfig with(String property, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(ArchiveConfig.class)
                .withMapping(AdvisorConfig.class)
                .withMapping(BedrockConfig.class)
                .withMapping(BreakersConfig.class)
                .withMapping(EarlyClosingConfig.class)
                .withMapping(Environment.class)
                .withMapping(FleetConfig.class)
                .withMapping(IngestLimits.class)
                .withMapping(LiveConfig.class)
                .withMapping(OverloadConfig.class)
                .withMapping(PipelineConfig.class)
                .withMapping(StoreConfig.class)
                .withConverter(Duration.class, 500, new DurationConverter())
                .withConverter(MemorySize.class, 500, new MemorySizeConverter())
                .addDefaultInterceptors()
                .withValidateUnknown(false)
                .withDefaultValue(property, value)
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "monitoring.bedrock.calls-per-hour, 0, -1",
        "monitoring.bedrock.tokens-per-hour, 0, -1",
        "monitoring.bedrock.max-output-tokens, 100, 99",
        "monitoring.breakers.retries, 0, -1",
        "monitoring.breakers.volume, 1, 0",
        "monitoring.breakers.failure-ratio, 0.01, 0.009",
        "monitoring.breakers.failure-ratio, 1.0, 1.01",
        "monitoring.breakers.failure-ratio, 0.5, NaN",
        "monitoring.breakers.trials, 1, 0",
        "monitoring.overload.max-concurrent, 1, 0",
        "monitoring.overload.max-concurrent, 100000, 100001",
        "monitoring.overload.rate-per-second, 0, -0.1",
        "monitoring.overload.burst, 1, 0",
        "monitoring.overload.burst, 1000000, 1000001",
        "monitoring.environment, a, a/b",
        "monitoring.table-name, abc, ab",
        "monitoring.queue-name, a, a.fifo",
        "monitoring.dead-letter-queue-name, a, a.fifo",
        "monitoring.ingest.max-points, 1, 0",
        "monitoring.ingest.max-points, 1000000, 1000001",
        "monitoring.ingest.max-name-length, 512, 513",
        "monitoring.ingest.max-labels, 0, -1",
        "monitoring.ingest.max-labels, 64, 65",
        "monitoring.ingest.max-label-name-length, 512, 513",
        "monitoring.ingest.max-label-value-length, 1024, 1025",
        "monitoring.pipeline.max-message-size, 1024, 1023",
        "monitoring.pipeline.batch, 10, 11",
        "monitoring.pipeline.batches-at-once, 64, 65",
        "monitoring.pipeline.work-concurrency, 1, 0",
        "monitoring.store.max-block-bytes, 1024, 1023",
        "monitoring.store.max-block-bytes, 190000, 190001",
        "monitoring.store.max-pending-points, 10000, 9999",
        "monitoring.store.shards, 64, 65",
        "monitoring.store.spread-above, 1, 0",
        "monitoring.store.write-concurrency, 1, 0",
        "monitoring.store.read-concurrency, 1, 0",
        "monitoring.advisor.archive.searched, 1000, 1001",
        "monitoring.advisor.max-series, 1, 0",
        "monitoring.advisor.availability, 0.5, 0.49",
        "monitoring.advisor.availability, 0.99999, 1",
        "monitoring.live.max-series, 1, 0",
        "monitoring.fleet.history-buffer, 10, 9",
        "monitoring.early-closing.answers, 1, 0",
        "monitoring.early-closing.answers, 2, two",
    })
    void refusesWhatIsBeyondThem(String property, String within, String beyond) {
        assertThat(with(property, within).getConfigValue(property).getValue()).isEqualTo(within);

        assertThatThrownBy(() -> with(property, beyond))
                .hasStackTraceContaining("config property " + property + " ")
                .hasStackTraceContaining("has to be ");
    }
}
