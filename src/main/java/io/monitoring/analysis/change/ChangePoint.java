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
 * @param confidence one minus the probability of so clear a change in a series that has none, from 0 to 1
 */
public record ChangePoint(
        Instant at, double before, double after, Direction direction, double confidence, Evidence evidence) {

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
}
