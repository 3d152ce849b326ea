package io.monitoring.advisor.evidence;

import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.analysis.anomaly.Direction;
import io.monitoring.series.SeriesKey;
import java.time.Instant;

/**
 * An anomaly that the detector found: as its point came in, or in the points of an analysis.
 *
 * @param expectedLow with {@code expectedHigh}, the interval in which the value was expected
 * @param words the same in words
 * @param above whether it left its interval upwards
 * @param score from 0 to 1; 0.5 is the line of alarm
 */
public record KnownAnomaly(
        SeriesKey series,
        Instant at,
        double value,
        double expectedLow,
        double expectedHigh,
        double score,
        String words,
        boolean above) {

    public static KnownAnomaly of(SeriesKey series, Anomaly anomaly) {
        return new KnownAnomaly(
                series,
                anomaly.at(),
                anomaly.value(),
                anomaly.low(),
                anomaly.high(),
                anomaly.score(),
                anomaly.inWords(),
                anomaly.direction() == Direction.ABOVE);
    }
}
