package io.monitoring.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "payments-*, payments-api, true",
        "payments-*, payments-, true",
        "payments-*, payments, false",
        "payments-*, my-payments-api, false",
        "payments-api, payments-api, true",
        "payments-api, payments-api2, false",
        "payments-api, Payments-api, false",
        "*-api, payments-api, true",
        "*-api, payments-api-api, true",
        "*-api, payments-api-worker, false",
        "a*b*c, a1b2c, true",
        "a*b*c, abbbcbc, true",
        "a*b*c, acb, false",
        "*, anything/at:all, true",
        "payments.api, payments-api, false",
        "[a-z]+, abc, false",
    })
    void aStarIsAnyTextAndEverythingElseItself(String pattern, String service, boolean covered) {
        assertThat(new ServicePatterns(List.of(pattern)).cover(service)).isEqualTo(covered);
    }

    @Test
    void anyOfThePatternsIsEnough() {
        var patterns = new ServicePatterns(List.of("orders", " payments-* "));

        assertThat(patterns.cover("orders")).isTrue();
        assertThat(patterns.cover("payments-api")).isTrue();
        assertThat(patterns.cover("users")).isFalse();
        assertThat(patterns.coverAll()).isFalse();
        assertThat(ServicePatterns.ALL.coverAll()).isTrue();
    }

    @Test
    void manyStarsTakeNoLonger() {
        var patterns = new ServicePatterns(List.of("*a".repeat(60) + "b"));

        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertThat(patterns.cover("a".repeat(128)))
                .isFalse());
    }
}
