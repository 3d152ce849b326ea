package io.monitoring.advisor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.document.AnalysisDocument.SecondVoice;
import io.monitoring.advisor.document.Exhibit;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.document.Findings.Unusual;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.evidence.Reading.Total;
import io.monitoring.series.SeriesKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OnsetTest {

    private static final Instant BEGIN = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void aTroubleThatLastsBeganWhenItBegan() {
        assertThat(Onset.of(document(unusual("db", 12)), List.of(reading("db", 12, 60))))
                .hasValue(minute(12));
    }

    @Test
    void aTroubleThatCameBackBeganWhenItCameBack() {
        assertThat(Onset.of(document(unusual("db", 12)), List.of(reading("db", 12, 15, 55, 60))))
                .hasValue(minute(55));
    }

    @Test
    void aMomentAsUsualIsNoEnd() {
        assertThat(Onset.of(document(unusual("db", 12)), List.of(reading("db", 12, 15, 19, 60))))
                .hasValue(minute(12));
    }

    @Test
    void whatIsOverIsNotWhatLasts() {
        assertThat(Onset.of(
                        document(unusual("mailer", 20), unusual("db", 12)),
                        List.of(reading("mailer", 20, 22), reading("db", 12, 15, 55, 60))))
                .hasValue(minute(55));
    }

    @Test
    void ofWhatIsOverTheLastTimeCounts() {
        assertThat(Onset.of(document(unusual("db", 12)), List.of(reading("db", 12, 15, 40, 43))))
                .hasValue(minute(40));
    }

    @Test
    void whatCannotBeFollowedIsTakenToLast() {
        assertThat(Onset.of(document(unusual("db", 12)), List.of())).hasValue(minute(12));
    }

    @Test
    void nothingUnusualHasNoOnset() {
        assertThat(Onset.of(document(), List.of(reading("db", 12, 15)))).isEmpty();
    }

    private static Instant minute(int minute) {
        return BEGIN.plusSeconds(60L * minute);
    }

    private static Unusual unusual(String service, int minute) {
        return new Unusual(service, "latency_ms", Map.of(), minute(minute), 100.0, 8.0, 12.0, 0.9, "up", List.of());
    }

    /** An hour of ten, but a hundred between each first and second of {@code turns}. */
    private static Reading reading(String service, int... turns) {
        double[] values = IntStream.range(0, 60)
                .mapToDouble(minute -> IntStream.range(0, turns.length / 2)
                                .anyMatch(i -> minute >= turns[2 * i] && minute < turns[2 * i + 1])
                        ? 100
                        : 10)
                .toArray();
        return new Reading(
                SeriesKey.of(service, "latency_ms"),
                LongStream.range(0, 60)
                        .map(minute -> BEGIN.getEpochSecond() + 60 * minute)
                        .toArray(),
                DoubleStream.of(values)
                        .mapToObj(value -> new Total(1, value, value, value))
                        .toList());
    }

    private static AnalysisDocument document(Unusual... anomalies) {
        return new AnalysisDocument(
                "id",
                minute(60),
                "overview",
                new Exhibit.Window(BEGIN, minute(60)),
                "",
                Level.HIGH,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(anomalies),
                List.of(),
                "local",
                false,
                List.of(),
                SecondVoice.silent("not_configured", null, null),
                List.of(),
                null);
    }
}
