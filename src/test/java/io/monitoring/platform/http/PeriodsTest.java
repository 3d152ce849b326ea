package io.monitoring.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsTest {

    @ParameterizedTest
    @CsvSource({
        "90s, PT1M30S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "PT5M, PT5M",
        "P1D, PT24H",
        "PT1H30M, PT1H30M",
        "36500d, PT876000H",
        "3153600000s, PT876000H"
    })
    void readsEachForm(String text, Duration period) {
        assertThat(parse(text)).isEqualTo(period);
    }

    @Test
    void aPeriodThatIsNotThereIsAnother() {
        assertThat(parse(null)).isEqualTo(Duration.ofMinutes(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "m",
                "0s",
                "0d",
                "-5m",
                "-PT5M",
                "PT0S",
                "PT0.999S",
                "5 m",
                "5M",
                "5w",
                "1.5h",
                "1h30m",
                "P1M",
                "36501d",
                "9999999999d",
                "9999999999999999d",
                "99999999999999999999999999999999s",
                "P365000000D",
                "P99999999999999D",
                "PT99999999999999999999H",
                "\u0665m"
            })
    void namesWhatIsNoPeriodWithAnExampleOfEachForm(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parse(text))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors())
                            .containsExactly(new FieldError(
                                    "for",
                                    "must be a period from 1s to 36500d, such as 90s, 5m, 2h, 1d or PT5M (ISO 8601)"));
                });
    }

    @Test
    void saysWhichPeriodsAreTaken() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Periods.parse("for", "25h", null, Duration.ofSeconds(90), Duration.ofHours(23)))
                .withMessageContaining("for: must be a period from 90s to 23h, ");
    }

    private static Duration parse(String text) {
        return Periods.parse("for", text, Duration.ofMinutes(7), Duration.ofSeconds(1), Periods.LONGEST);
    }
}
