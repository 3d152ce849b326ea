package io.monitoring.store.query;

import io.monitoring.series.Resolution;
import io.monitoring.series.Rollups;
import io.monitoring.series.SeriesFilter;
import io.monitoring.series.SeriesGrouping;
import io.monitoring.series.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which aggregates to read.
 *
 * @param service  of which service
 * @param metric   null for all of them
 * @param labels   labels the series must have, among others
 * @param from     inclusive; moved down to the beginning of its period
 * @param to       exclusive; moved up to the end of its period
 * @param period   the length of a row; periods are counted from the epoch
 * @param grouping which series share a row
 * @param maxRows  how many rows may be asked for
 */
public record AggregateQuery(
        String service,
        String metric,
        Map<String, String> labels,
        Instant from,
        Instant to,
        Duration period,
        SeriesGrouping grouping,
        int maxRows) {

    /** First millisecond of the first period. */
    public long start() {
        return Rollups.periodOf(from.toEpochMilli(), period.toMillis());
    }

    /** First millisecond after the last period. */
    public long end() {
        return Rollups.periodOf(to.toEpochMilli() + period.toMillis() - 1, period.toMillis());
    }

    Predicate<SeriesKey> wanted() {
        return new SeriesFilter(metric, labels);
    }

    /** The coarsest roll-up that the periods are made of; null when only the points themselves are fine enough. */
    public Duration resolution() {
        Resolution resolution = coarsest();
        return resolution == null ? null : resolution.period();
    }

    Resolution coarsest() {
        Resolution best = null;
        for (Resolution resolution : Resolution.values()) {
            if (period.toMillis() % resolution.millis() == 0) {
                best = resolution;
            }
        }
        return best;
    }
}
