package io.monitoring.analysis.anomaly;

import java.time.Instant;
import java.util.Optional;

/**
 * What the detector makes of one point.
 *
 * @param score from 0 (as usual) to 1; 0.5 and above is an alarm
 * @param signal what was most unusual, or null when nothing left its range
 * @param observed what the signal measured, in the series' unit
 * @param low least usual value of the signal, in the series' unit; when nothing left its range, of the value itself
 * @param high greatest usual value of the signal
 */
public record PointScore(double score, Signal signal, double observed, double low, double high) {

    /** The alarm line of every series. */
    public static final double ALARM = 0.5;

    /** Highest score below the alarm line. */
    static final double QUIET = Math.nextDown(ALARM);

    public boolean alarm() {
        return score >= ALARM;
    }

    /** The anomaly that begins here, if one does. */
    public Optional<Anomaly> anomaly(Instant at, double value) {
        if (!alarm()) {
            return Optional.empty();
        }
        Direction direction = observed > high ? Direction.ABOVE : Direction.BELOW;
        return Optional.of(new Anomaly(at, value, signal, observed, low, high, direction, score));
    }
}
