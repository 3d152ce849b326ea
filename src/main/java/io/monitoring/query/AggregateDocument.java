package io.monitoring.query;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.monitoring.series.Aggregate;
import io.monitoring.series.AggregateRow;
import io.monitoring.store.query.AggregateQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer of {@code GET /metrics/aggregate}.
 *
 * @param from          beginning of the first period
 * @param to            end of the last period
 * @param resolution    the roll-up that the rows were made of; null when they were made of the points themselves
 * @param relativeError how far a percentile may be from the exact one
 */
record AggregateDocument(
        List<Row> aggregates,
        int count,
        Instant from,
        Instant to,
        Duration period,
        Duration resolution,
        double relativeError) {

    /**
     * @param timestamp beginning of the period
     * @param labels    those of the series, or those that the series in this row agree in
     */
    @Schema(
            additionalProperties = Double.class,
            description = "Beside the fields named, one for each statistic that was asked for")
    record Row(
            String serviceName,
            String metricType,
            Map<String, String> labels,
            Instant timestamp,
            @Schema(hidden = true) @JsonAnyGetter Map<String, Number> statistics) {}

    static AggregateDocument of(AggregateQuery query, List<AggregateRow> rows, Set<Statistic> wanted) {
        return new AggregateDocument(
                rows.stream().map(row -> row(row, wanted)).toList(),
                rows.size(),
                Instant.ofEpochMilli(query.start()),
                Instant.ofEpochMilli(query.end()),
                query.period(),
                query.resolution(),
                Aggregate.RELATIVE_ERROR);
    }

    private static Row row(AggregateRow row, Set<Statistic> wanted) {
        Map<String, Number> statistics = new LinkedHashMap<>();
        wanted.forEach(statistic -> statistics.put(statistic.text(), statistic.of(row.aggregate())));
        return new Row(
                row.series().service(),
                row.series().metric(),
                row.series().labels(),
                Instant.ofEpochMilli(row.start()),
                statistics);
    }
}
