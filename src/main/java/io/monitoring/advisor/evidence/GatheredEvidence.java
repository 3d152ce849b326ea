package io.monitoring.advisor.evidence;

import io.monitoring.advisor.document.Findings.Missing;
import io.monitoring.advisor.request.Period;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.series.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was gathered, in an order that does not depend on which answer came first.
 *
 * @param read the time that was read: the window asked about, and what came before it to compare with
 * @param step length of a period of the readings
 * @param readings by series
 * @param moves transitions of breakers in that time, oldest first
 * @param queueDepth messages that wait; empty where SQS did not say
 * @param anomalies those found as the points came in; empty where they could not be read; they are sought in the readings too
 * @param missing what could not be had
 * @param unread which services are among that
 */
public record GatheredEvidence(
        Period window,
        Period read,
        Duration step,
        List<Reading> readings,
        List<BreakerReading> breakers,
        List<BreakerMove> moves,
        Optional<Long> queueDepth,
        Optional<List<KnownAnomaly>> anomalies,
        List<Dependency> dependencies,
        List<Missing> missing,
        Unread unread) {

    public GatheredEvidence {
        readings = List.copyOf(readings);
        breakers = List.copyOf(breakers);
        moves = List.copyOf(moves);
        dependencies = List.copyOf(dependencies);
        missing = List.copyOf(missing);
    }

    /** Each metric of each service, over all its label sets. */
    public List<Reading> metrics() {
        SortedMap<SeriesKey, List<Reading>> byMetric = new TreeMap<>();
        for (Reading reading : readings) {
            SeriesKey key =
                    SeriesKey.of(reading.series().service(), reading.series().metric(), Map.of());
            byMetric.computeIfAbsent(key, any -> new ArrayList<>()).add(reading);
        }
        List<Reading> metrics = new ArrayList<>();
        byMetric.forEach((key, parts) -> metrics.add(Reading.joined(key, parts)));
        return metrics;
    }
}
