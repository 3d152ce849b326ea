package io.monitoring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WriteTimingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theWorkerWaitsLongerThanAWriteMayTake() {
        assertThat(new WriteTiming(SECOND, SECOND.plusMillis(1)).settle()).isGreaterThan(SECOND);

        assertThatThrownBy(() -> new WriteTiming(SECOND, SECOND)).hasMessageContaining("must be longer");
    }

    @Test
    void twoCallsThatGiveUpFitIntoTheBudgetOfAWrite() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        Duration call = millis(properties, "attempt-timeout-millis").plus(millis(properties, "retry-until-millis"));

        assertThat(WriteTiming.DEFAULT.budget()).isGreaterThan(call.multipliedBy(2));
    }

    private static Duration millis(Properties properties, String name) {
        return Duration.ofMillis(Long.parseLong(properties.getProperty("monitoring.internal." + name)));
    }
}
