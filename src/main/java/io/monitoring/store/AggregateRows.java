package io.monitoring.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects points and roll-ups into the rows of an answer. Periods without points have no row. */
final class AggregateRows {

    private final AggregateQuery query;
    private final long period;
    private final Map<SeriesKey, TreeMap<Long, Aggregate>> rows = new TreeMap<>();
    private final Map<SeriesKey, SeriesKey> groups = new HashMap<>();
    private int count;

    AggregateRows(AggregateQuery query) {
        this.query = query;
        this.period = query.period().toMillis();
    }

    synchronized void addPoints(List<SeriesPoints> points) {
        for (SeriesPoints series : points) {
            SeriesKey group = groupOf(series.key());
            for (int i = 0; i < series.size(); i++) {
                if (isAskedFor(series.time(i))) {
                    row(group, series.time(i)).add(series.value(i));
                }
            }
        }
    }

    synchronized void addRollups(List<RollupSeries> rollups) {
        for (RollupSeries series : rollups) {
            SeriesKey group = groupOf(series.key());
            for (RollupSeries.Row row : series.rows()) {
                if (isAskedFor(row.start())) {
                    row(group, row.start()).merge(row.aggregate());
                }
            }
        }
    }

    private SeriesKey groupOf(SeriesKey series) {
        return groups.computeIfAbsent(series, query.grouping()::groupOf);
    }

    private boolean isAskedFor(long time) {
        return time >= query.start() && time < query.end();
    }

    private Aggregate row(SeriesKey group, long time) {
        return rows.computeIfAbsent(group, any -> new TreeMap<>())
                .computeIfAbsent(Rollups.periodOf(time, period), any -> {
                    if (++count > query.maxRows()) {
                        throw new TooManyRowsException(query.maxRows());
                    }
                    return new Aggregate();
                });
    }

    /** By series, then by time. */
    synchronized List<AggregateRow> rows() {
        List<AggregateRow> result = new ArrayList<>(count);
        rows.forEach((series, periods) ->
                periods.forEach((start, aggregate) -> result.add(new AggregateRow(series, start, aggregate))));
        return result;
    }
}
