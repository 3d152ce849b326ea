package io.monitoring.advisor.engine;

import io.monitoring.advisor.evidence.Reading;
import io.monitoring.analysis.change.ChangePoint;
import io.monitoring.analysis.change.ChangePoints;
import java.time.Instant;
import java.util.Optional;

/** The one rule by which a metric has changed here, for anomalies, symptoms and issues alike. */
final class LevelChange {

    private LevelChange() {}

    /** The first change of level since {@code from} that is large, and to where the metric had not been. */
    static Optional<ChangePoint> of(Reading reading, Instant from) {
        return ChangePoints.in(reading.name(), reading.level()).stream()
                .filter(ChangePoint::isNews)
                .filter(change -> !change.at().isBefore(from))
                .findFirst();
    }
}
