package io.monitoring.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_9999 = 253_402_300_799L;

    @Property(tries = 2000)
    void readsWhatTheJdkWrites(
            @ForAll @LongRange(min = YEAR_0 + 86_400, max = YEAR_9999 - 86_400) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
        var time = OffsetDateTime.ofInstant(
                Instant.ofEpochSecond(second, nanos), ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);

        assertThat(Rfc3339.parse(text)).isEqualTo(time.toInstant().toEpochMilli());
    }

    @Test
    void takesALeapSecondForTheSecondAfterIt() {
        long expected = Instant.parse("2017-01-01T00:00:00Z").toEpochMilli();

        assertThat(Rfc3339.parse("2016-12-31T23:59:60Z")).isEqualTo(expected);
        assertThat(Rfc3339.parse("2017-01-01T00:59:60+01:00")).isEqualTo(expected);
        assertThat(Rfc3339.parse("2016-12-31T22:59:60Z")).isEqualTo(Rfc3339.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-06-01",
                "2026-06-01T12:00:00",
                "2026-06-01T12:00:00.Z",
                "2026-06-01T12:00:00,5Z",
                "2026-06-01T12:00:00+0200",
                "2026-06-01T12:00:00+02",
                "2026-06-01T12:00:00+24:00",
                "2026-06-01T12:00:00 +02:00",
                "2026-06-01T12:00:00ZZ",
                "2026-06-01T12:60:00Z",
                "2026-06-01T12:00:61Z",
                "2026-13-01T12:00:00Z",
                "2026-00-01T12:00:00Z",
                "2026-06-31T12:00:00Z",
                "2025-02-29T12:00:00Z",
                "1900-02-29T12:00:00Z",
                "+026-06-01T12:00:00Z",
                "2026-06-01T-1:00:00Z",
                "20260-6-01T12:00:00Z",
                "2026-06-01T12:00:0\u0661Z"
            })
    void refusesWhatIsNotRfc3339(String text) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Rfc3339.INVALID);
    }
}
