package io.monitoring.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource({"PT0S,1", "PT-5S,1", "PT0.2S,1", "PT1S,1", "PT1.001S,2", "PT60S,60"})
    void roundsUpToWholeSeconds(Duration wait, String seconds) {
        assertThat(RetryAfter.seconds(wait)).isEqualTo(seconds);
    }
}
