package io.monitoring.store.query;

import io.monitoring.series.SeriesFilter;
import io.monitoring.series.SeriesKey;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which points to read.
 *
 * @param service null for all
 * @param metric  null for all
 * @param labels  labels the series must have, among others
 * @param from    inclusive
 * @param to      exclusive
 * @param limit   how many at most
 * @param after   where the page before ended; null for the first
 */
public record PointQuery(
        String service,
        String metric,
        Map<String, String> labels,
        Instant from,
        Instant to,
        int limit,
        Position after) {

    Predicate<SeriesKey> wanted() {
        return new SeriesFilter(metric, labels);
    }
}
