package io.monitoring.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z",
        "2026-01-31T11:00:00.25+01:00, 2026-01-31T10:00:00.250Z",
        "1769853600, 2026-01-31T10:00:00Z",
        "1769853600.25, 2026-01-31T10:00:00.250Z",
        "1769853600000, 2026-01-31T10:00:00Z",
        "1769853600000.6, 2026-01-31T10:00:00.001Z",
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "-100000000000, 1966-10-31T14:13:20Z",
        "253402300799999, 9999-12-31T23:59:59.999Z"
    })
    void readsEachFormInAQueryAndInABody(String text, Instant time) throws JsonProcessingException {
        assertThat(Times.parse("from", text, null)).isEqualTo(time);
        assertThat(Times.parse("from", JSON.valueToTree(text))).isEqualTo(time);
        if (!text.contains("T")) {
            assertThat(Times.parse("from", JSON.readTree(text))).isEqualTo(time);
        }
    }

    @Test
    void aTimeThatIsNotThereIsAnother() {
        assertThat(Times.parse("from", null, Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "yesterday",
                "2026-01-31",
                "2026-01-31T10:00:00",
                "2026-01-31 10:00:00Z",
                "+1769853600",
                "1e9",
                "1769853600.",
                ".5",
                "--1",
                "0x10",
                "NaN",
                "\u0661\u0662",
                "253402300800000",
                "9999999999999999",
                "99999999999999999999999999999999999999",
                "0000-01-01T00:00:00+01:00"
            })
    void namesWhatIsNoTimeWithAnExampleOfEachForm(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Times.parse("from", text, null))
                .satisfies(TimesTest::namesFrom);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Times.parse("from", JSON.valueToTree(text)))
                .satisfies(TimesTest::namesFrom);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "[]",
                "{}",
                "1e300",
                "-1e300",
                "253402300800000",
                "99999999999999999999",
                "-9223372036854775808"
            })
    void namesWhatIsNoTimeInABody(String json) throws JsonProcessingException {
        JsonNode value = JSON.readTree(json);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Times.parse("from", value))
                .satisfies(TimesTest::namesFrom);
    }

    private static void namesFrom(ProblemException refused) {
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("from");
            assertThat(error.detail()).contains("2026-01-31T10:00:00Z", "1769853600 ", "1769853600000 ");
        });
    }
}
