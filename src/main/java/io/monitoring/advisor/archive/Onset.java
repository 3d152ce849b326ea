package io.monitoring.advisor.archive;

import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.document.Exhibit;
import io.monitoring.advisor.document.Findings.Unusual;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.analysis.TimeSeries;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the trouble of an analysis began. What was over in its window and came back is a trouble of its own: it began when
 * it came back.
 */
public final class Onset {

    /** Periods of values as expected after which a trouble is over. */
    private static final int CALM = 5;

    private Onset() {}

    /**
     * Since when what is unusual at the end of the window is; where nothing is any more, since when it was the last time.
     * Empty when nothing was unusual.
     *
     * @param readings that the analysis judged
     */
    public static Optional<Instant> of(AnalysisDocument document, List<Reading> readings) {
        List<Spell> spells = Stream.concat(
                        document.anomalies().stream().map(anomaly -> spell(anomaly, readings)),
                        exhibits(document, "breaker").map(since -> new Spell(since, true)))
                .toList();
        if (spells.isEmpty()) {
            return exhibits(document, "cause").min(Comparator.naturalOrder());
        }
        boolean isOver = spells.stream().noneMatch(Spell::lasts);
        return spells.stream()
                .filter(spell -> isOver || spell.lasts())
                .map(Spell::since)
                .min(Comparator.naturalOrder());
    }

    private record Spell(Instant since, boolean lasts) {}

    private static Stream<Instant> exhibits(AnalysisDocument document, String kind) {
        return document.evidence().stream()
                .filter(exhibit -> exhibit.kind().equals(kind))
                .map(Exhibit::window)
                .map(Exhibit.Window::from);
    }

    /** What cannot be followed is taken to last. */
    private static Spell spell(Unusual anomaly, List<Reading> readings) {
        if (anomaly.expectedLow() == null || anomaly.expectedHigh() == null) {
            return new Spell(anomaly.at(), true);
        }
        return readings.stream()
                .filter(reading -> reading.series().service().equals(anomaly.serviceName())
                        && reading.series().metric().equals(anomaly.metricType())
                        && reading.labels().equals(anomaly.labels()))
                .findFirst()
                .map(reading -> last(anomaly, reading.level()))
                .orElseGet(() -> new Spell(anomaly.at(), true));
    }

    private static Spell last(Unusual anomaly, TimeSeries values) {
        Instant since = anomaly.at();
        int calm = 0;
        for (int i = values.firstAtOrAfter(since.getEpochSecond()); i < values.size(); i++) {
            boolean asExpected = values.value(i) >= anomaly.expectedLow() && values.value(i) <= anomaly.expectedHigh();
            if (!asExpected && calm >= CALM) {
                since = values.time(i);
            }
            calm = asExpected ? calm + 1 : 0;
        }
        return new Spell(since, calm < CALM);
    }
}
