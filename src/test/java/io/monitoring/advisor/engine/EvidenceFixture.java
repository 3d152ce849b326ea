package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Findings.Missing;
import io.monitoring.advisor.evidence.BreakerMove;
import io.monitoring.advisor.evidence.BreakerReading;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.evidence.Reading.Total;
import io.monitoring.advisor.evidence.Unread;
import io.monitoring.advisor.evidence.Usage;
import io.monitoring.advisor.request.Period;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.analysis.slo.Objective;
import io.monitoring.series.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Evidence of an hour in minutes, made up. */
final class EvidenceFixture {

    static final Instant TO = Instant.parse("2026-06-01T12:00:00Z");
    static final int MINUTES = 60;
    static final Usage NO_USAGE = new Usage(Duration.ofHours(1), 0, List.of());

    final List<Reading> readings = new ArrayList<>();
    final List<BreakerReading> breakers = new ArrayList<>();
    final List<Dependency> dependencies = new ArrayList<>();
    final List<BreakerMove> moves = new ArrayList<>();
    final List<Missing> missing = new ArrayList<>();
    Unread unread = Unread.NOTHING;
    static final Objective PROMISED = new Objective(0.999, Duration.ofDays(30));
    private final Random noise = new Random(42);

    EvidenceFixture series(String service, String metric, Map<String, String> labels, IntToDoubleFunction value) {
        return series(service, metric, labels, MINUTES, value);
    }

    /** Only the first so many minutes have a point. */
    EvidenceFixture series(
            String service, String metric, Map<String, String> labels, int minutes, IntToDoubleFunction value) {
        long[] seconds = new long[minutes];
        List<Total> totals = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            seconds[i] = TO.minusSeconds(60L * (MINUTES - i)).getEpochSecond();
            double sum = 6 * value.applyAsDouble(i);
            totals.add(new Total(6, sum, sum / 6, sum / 6));
        }
        readings.add(new Reading(SeriesKey.of(service, metric, labels), seconds, totals));
        return this;
    }

    double noisy(double value) {
        return value * (1 + 0.03 * noise.nextGaussian());
    }

    GatheredEvidence evidence() {
        Period hour = Period.before(TO, Duration.ofMinutes(MINUTES));
        return new GatheredEvidence(
                hour,
                hour,
                Duration.ofMinutes(1),
                readings,
                breakers,
                moves,
                Optional.of(0L),
                Optional.empty(),
                dependencies,
                missing,
                unread);
    }
}
