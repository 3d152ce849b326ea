package io.monitoring.analysis.change;

import io.monitoring.analysis.Evidence;
import java.time.Instant;
import java.util.Objects;

/**
 * The level of a series changed.
 *
 * @param at time of the first point of the new level
 * @param before median from the change before (or the begin) to here, in the unit of the series
 * @param after median from here to the change after (or the end)
 * @param reach how large a change from {@code before} has to be to be news: eight sigmas of what was before, as the median
 *     absolute deviation estimates them, and at least 15 %
 * @param unseen whether the new level is beyond every point before it, of which there are at least ten
 * @param confidence one minus the probability of so clear a change in a series that has none, from 0 to 1
 */
public record ChangePoint(
        Instant at,
        double before,
        double after,
        double reach,
        boolean unseen,
        Direction direction,
        double confidence,
        Evidence evidence) {

    /** Where the level went. */
    public enum Direction {
        UP,
        DOWN
    }

    public ChangePoint {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** {@code after - before}. */
    public double size() {
        return after - before;
    }

    /** From 0 to 1; 0.5 where the change is just as large as it has to be to be news. */
    public double score() {
        return Math.abs(size()) / (Math.abs(size()) + reach);
    }

    /** Large, and to where the series has not been: worth waking somebody, if the direction is a bad one. */
    public boolean isNews() {
        return unseen && score() >= 0.5;
    }
}
