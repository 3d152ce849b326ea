package io.monitoring.analysis.anomaly;

import java.time.Instant;
import java.util.Locale;

/**
 * The beginning of unusual behaviour in a series, with what would have been usual.
 *
 * @param at of the point that raised the alarm
 * @param value of that point, in the series' unit
 * @param signal what left its usual range
 * @param observed what the signal measured at that point, in the series' unit
 * @param low least usual value of the signal before this point
 * @param high greatest usual value of the signal before this point
 * @param score from 0.5 to 1
 */
public record Anomaly(
        Instant at,
        double value,
        Signal signal,
        double observed,
        double low,
        double high,
        Direction direction,
        double score) {

    public Anomaly {
        if (!(low <= high) || !(score >= PointScore.ALARM && score <= 1)) {
            throw new IllegalArgumentException("no anomaly: range " + low + " to " + high + ", score " + score);
        }
    }

    /** For example {@code value 93.2 is above its usual 12.1 to 40.5}. */
    public String inWords() {
        return String.format(
                Locale.ROOT,
                "%s %.6g is %s its usual %.6g to %.6g",
                signal.words(),
                observed,
                direction == Direction.ABOVE ? "above" : "below",
                low,
                high);
    }
}
