package io.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each property that has limits takes the last value within them, and refuses the first one beyond, by its name. */
class ConfigurationLimitsTest {

    private static SmallRyeConfig with(String property, String value) throws IOException {
        var builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 500, new DurationConverter())
                .withConverter(MemorySize.class, 500, new MemorySizeConverter())
                .addDefaultInterceptors()
                .withValidateUnknown(false)
                .withDefaultValue(property, value);
        ConfigurationTableTest.mappingTypes().forEach(builder::withMapping);
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({
        "monitoring.bedrock.tokens-per-hour, 0, -1",
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
        "monitoring.ingest.max-labels, 0, -1",
        "monitoring.ingest.max-labels, 64, 65",
        "monitoring.store.max-pending-points, 10000, 9999",
        "monitoring.advisor.availability, 0.5, 0.49",
        "monitoring.advisor.availability, 0.99999, 1",
        "monitoring.live.max-series, 1, 0",
    })
    void refusesWhatIsBeyondThem(String property, String within, String beyond) throws IOException {
        assertThat(with(property, within).getConfigValue(property).getValue()).isEqualTo(within);

        assertThatThrownBy(() -> with(property, beyond))
                .hasStackTraceContaining("config property " + property + " ")
                .hasStackTraceContaining("must be ");
    }
}
