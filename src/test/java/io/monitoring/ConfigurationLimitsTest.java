package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each property that has limits takes the last value within them, and refuses the first one beyond, by its name. */
class ConfigurationLimitsTest {

    private static SmallRyeConfig with(String property, String value) throws IOException {
        var builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 500, new DurationConverter())
                .withConverter(MemorySize.class, 500, new MemorySizeConverter())
                .withConverter(Path.class, 500, new PathConverter())
                .addDefaultInterceptors()
                .withValidateUnknown(false)
                .withDefaultValue(property, value);
        ConfigurationTableTest.mappingTypes().forEach(builder::withMapping);
        return builder.build();
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
        "monitoring.devstack.dynamodb-port, 1, 0",
        "monitoring.devstack.sqs-port, 65535, 65536",
        "monitoring.query.max-rows, 1, 0",
        "monitoring.ingest.max-points, 1, 0",
        "monitoring.ingest.max-points, 1000000, 1000001",
        "monitoring.ingest.max-name-length, 512, 513",
        "monitoring.ingest.max-name-length, 1, 0",
        "monitoring.ingest.max-labels, 0, -1",
        "monitoring.ingest.max-labels, 64, 65",
        "monitoring.ingest.max-label-name-length, 512, 513",
        "monitoring.ingest.max-label-name-length, 1, 0",
        "monitoring.ingest.max-label-value-length, 1024, 1025",
        "monitoring.ingest.max-label-value-length, 1, 0",
        "monitoring.pipeline.max-message-size, 1024, 1023",
        "monitoring.pipeline.batch, 10, 11",
        "monitoring.pipeline.batch, 1, 0",
        "monitoring.pipeline.batches-at-once, 64, 65",
        "monitoring.pipeline.batches-at-once, 1, 0",
        "monitoring.pipeline.work-concurrency, 1, 0",
        "monitoring.store.max-block-bytes, 1024, 1023",
        "monitoring.store.max-block-bytes, 190000, 190001",
        "monitoring.store.max-pending-points, 10000, 9999",
        "monitoring.store.shards, 64, 65",
        "monitoring.store.shards, 1, 0",
        "monitoring.store.spread-above, 1, 0",
        "monitoring.store.write-concurrency, 1, 0",
        "monitoring.store.read-concurrency, 1, 0",
        "monitoring.advisor.archive.searched, 1000, 1001",
        "monitoring.advisor.archive.searched, 0, -1",
        "monitoring.advisor.max-series, 1, 0",
        "monitoring.advisor.availability, 0.5, 0.49",
        "monitoring.advisor.availability, 0.99999, 1",
        "monitoring.live.max-series, 1, 0",
        "monitoring.fleet.history-buffer, 10, 9",
        "monitoring.fleet.history-buffer, 100000, 100001",
        "monitoring.early-closing.answers, 1, 0",
        "monitoring.early-closing.answers, 2, two",
    })
    void refusesWhatIsBeyondThem(String property, String within, String beyond) throws IOException {
        assertThat(with(property, within).getConfigValue(property).getValue()).isEqualTo(within);

        assertThatThrownBy(() -> with(property, beyond))
                .hasStackTraceContaining("config property " + property + " ")
                .hasStackTraceContaining("has to be ");
    }
}
