package io.monitoring.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitoring.platform.http.ProblemException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminParametersTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "two\nlines", "a\u0000b"})
    void aReasonIsOneLineAndThere(String reason) {
        refused("reason", () -> AdminParameters.reason(reason));
    }

    @Test
    void aReasonIsNotANovel() {
        refused("reason", () -> AdminParameters.reason("x".repeat(201)));
        assertThat(AdminParameters.reason(" maintenance ")).isEqualTo("maintenance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "0s", "-5m", "25h", "PT0S", "-PT1M", "PT24H1S", "P1M", "PT99999999999999999999H"})
    void aHoldLastsADayAtMost(String limit) {
        refused("for", () -> AdminParameters.timeLimit(limit));
    }

    @Test
    void aHoldLastsAQuarterOfAnHourUnlessSaidOtherwise() {
        assertThat(AdminParameters.timeLimit(null)).isEqualTo(Duration.ofMinutes(15));
        assertThat(AdminParameters.timeLimit("PT24H")).isEqualTo(Duration.ofHours(24));
        assertThat(AdminParameters.timeLimit("5m")).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nosuch", "SQS"})
    void aHoldNamesItsBreaker(String name) {
        refused("name", () -> AdminParameters.name(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "", "1e2"})
    void aLimitHasLimits(String limit) {
        refused("limit", () -> AdminParameters.limit(limit));
    }

    private static void refused(String field, ThrowingCallable parse) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(parse).satisfies(problem -> assertThat(
                        problem.problem().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
    }
}
