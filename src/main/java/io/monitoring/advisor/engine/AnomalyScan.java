package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Findings.Issue;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.document.Findings.Unusual;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.KnownAnomaly;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.analysis.change.ChangePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is unusual in the window: changes of level, series that went silent, and what the detector found as points came
 * in, where it ran.
 */
final class AnomalyScan {

    private static final int AT_MOST = 100;

    /** Periods without a point after which a series that had one in nearly each is silent. */
    private static final int SILENT_PERIODS = 5;

    private static final double DENSE = 0.8;

    /** Points that show whether a series has one in nearly each period. */
    private static final int ENOUGH = 10;

    /** Points that the detector sees before its alarms count here; where it runs on every point, it has seen more. */
    private static final int WARM = 60;

    private final GatheredEvidence evidence;
    private final Draft draft;
    private final List<Unusual> found = new ArrayList<>();
    private final Instant lastPoint;

    AnomalyScan(GatheredEvidence evidence, Draft draft) {
        this.evidence = evidence;
        this.draft = draft;
        this.lastPoint = evidence.readings().stream()
                .filter(reading -> reading.size() > 0)
                .map(reading -> Instant.ofEpochSecond(reading.seconds()[reading.size() - 1]))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    void scan() {
        evidence.readings().forEach(reading -> {
            change(reading);
            alarms(reading);
            silence(reading);
        });
        evidence.anomalies().ifPresent(known -> known.forEach(this::known));
        found.sort(Comparator.comparingDouble(Unusual::score)
                .reversed()
                .thenComparing(Unusual::at)
                .thenComparing(Unusual::serviceName)
                .thenComparing(Unusual::metricType)
                .thenComparing(one -> one.labels().toString()));
        found.stream().limit(AT_MOST).forEach(draft::anomaly);
        if (found.size() > AT_MOST) {
            draft.insight(found.size() - AT_MOST + " more series were unusual; the clearest are listed", List.of());
        }
    }

    private void change(Reading reading) {
        LevelChange.of(reading, evidence.window().from()).ifPresent(change -> {
            String id = draft.ledger().of("change", reading, change.evidence());
            found.add(new Unusual(
                    reading.series().service(),
                    reading.series().metric(),
                    reading.labels(),
                    change.at(),
                    Ledger.rounded(change.after()),
                    Ledger.rounded(change.before() - change.reach()),
                    Ledger.rounded(change.before() + change.reach()),
                    Ledger.rounded(change.score()),
                    change.direction() == ChangePoint.Direction.UP ? "up" : "down",
                    List.of(id)));
        });
    }

    /** What the detector makes of the points, once it has seen enough of them. */
    private void alarms(Reading reading) {
        TimeSeries level = reading.level();
        if (level.size() <= WARM) {
            return;
        }
        var detector = new Detector();
        for (int i = 0; i < level.size(); i++) {
            Optional<Anomaly> alarm =
                    detector.read(level.time(i), level.value(i)).anomaly(level.time(i), level.value(i));
            if (i >= WARM && !level.time(i).isBefore(evidence.window().from())) {
                alarm.ifPresent(anomaly -> known(KnownAnomaly.of(reading.series(), anomaly)));
            }
        }
    }

    /** Others still report: with nobody's points there is no telling who is silent. */
    private void silence(Reading reading) {
        if (reading.size() < ENOUGH) {
            return;
        }
        Instant first = Instant.ofEpochSecond(reading.seconds()[0]);
        Instant last = Instant.ofEpochSecond(reading.seconds()[reading.size() - 1]);
        long lived = Duration.between(first, last).dividedBy(evidence.step()) + 1;
        Duration quiet = Duration.between(last, lastPoint);
        boolean inWindow = !last.isBefore(evidence.window().from());
        if (inWindow
                && reading.size() >= DENSE * lived
                && quiet.compareTo(evidence.step().multipliedBy(SILENT_PERIODS)) >= 0) {
            Instant since = last.plus(evidence.step());
            String id = draft.ledger()
                    .of(
                            "silence",
                            reading,
                            first,
                            last,
                            Map.of("silent_seconds", (double) quiet.toSeconds()),
                            reading.name() + " has had no point since " + last + ", after one in nearly every period");
            found.add(new Unusual(
                    reading.series().service(),
                    reading.series().metric(),
                    reading.labels(),
                    since,
                    null,
                    null,
                    null,
                    0.5,
                    "silent",
                    List.of(id)));
            draft.issue(new Issue(
                    reading.name() + " went silent",
                    Level.MEDIUM,
                    reading.series().service(),
                    since,
                    List.of(id)));
        }
    }

    private void known(KnownAnomaly anomaly) {
        boolean alreadyFound = found.stream()
                .anyMatch(one -> one.serviceName().equals(anomaly.series().service())
                        && one.metricType().equals(anomaly.series().metric())
                        && one.labels().equals(anomaly.series().labels())
                        && Duration.between(one.at(), anomaly.at())
                                        .abs()
                                        .compareTo(evidence.step().multipliedBy(3))
                                < 0);
        if (alreadyFound) {
            return;
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("value", anomaly.value());
        numbers.put("expected_low", anomaly.expectedLow());
        numbers.put("expected_high", anomaly.expectedHigh());
        numbers.put("score", anomaly.score());
        Reading named = new Reading(anomaly.series(), new long[0], List.of());
        String id = draft.ledger()
                .of(
                        "anomaly",
                        named,
                        anomaly.at(),
                        anomaly.at(),
                        numbers,
                        named.name() + " at " + anomaly.at() + ": " + anomaly.words());
        found.add(new Unusual(
                anomaly.series().service(),
                anomaly.series().metric(),
                anomaly.series().labels(),
                anomaly.at(),
                Ledger.rounded(anomaly.value()),
                Ledger.rounded(anomaly.expectedLow()),
                Ledger.rounded(anomaly.expectedHigh()),
                Ledger.rounded(anomaly.score()),
                anomaly.above() ? "up" : "down",
                List.of(id)));
    }
}
