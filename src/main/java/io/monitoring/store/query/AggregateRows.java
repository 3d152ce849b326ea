package io.monitoring.store.query;

import io.monitoring.series.Aggregate;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.Rollups;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects points and roll-ups into the rows of an answer. Periods without points have no row. */
public final class AggregateRows {

    private final AggregateQuery query;
    private final long period;
    private final Map<SeriesKey, TreeMap<Long, Aggregate>> rows = new TreeMap<>();
    private final Map<SeriesKey, SeriesKey> groups = new HashMap<>();
    private int count;

    public AggregateRows(AggregateQuery query) {
        this.query = query;
        this.period = query.period().toMillis();
    }

    public synchronized void addPoints(List<SeriesPoints> points) {
        for (SeriesPoints series : points) {
            Map<Long, Aggregate> periods = periodsOf(series.key());
            for (int i = 0; i < series.size(); i++) {
                if (isAskedFor(series.time(i))) {
                    periods.computeIfAbsent(Rollups.periodOf(series.time(i), period), any -> {
                                countRow();
                                return new Aggregate();
                            })
                            .add(series.value(i));
                }
            }
        }
    }

    /** Takes over the roll-ups: a row's aggregate may become a period's, to which others are added. */
    synchronized void addRollups(List<RollupSeries> rollups) {
        for (RollupSeries series : rollups) {
            Map<Long, Aggregate> periods = periodsOf(series.key());
            for (RollupSeries.Row row : series.rows()) {
                if (isAskedFor(row.start())) {
                    Aggregate before = periods.putIfAbsent(Rollups.periodOf(row.start(), period), row.aggregate());
                    if (before == null) {
                        countRow();
                    } else {
                        before.merge(row.aggregate());
                    }
                }
            }
        }
    }

    /** Not asked for with every row: to compare keys takes longer than to add a point. */
    private Map<Long, Aggregate> periodsOf(SeriesKey series) {
        SeriesKey group = groups.computeIfAbsent(series, query.grouping()::groupOf);
        return rows.computeIfAbsent(group, any -> new TreeMap<>());
    }

    private boolean isAskedFor(long time) {
        return time >= query.start() && time < query.end();
    }

    private void countRow() {
        if (++count > query.maxRows()) {
            throw new TooManyRowsException(query.maxRows());
        }
    }

    /** By series, then by time. */
    public synchronized List<AggregateRow> rows() {
        List<AggregateRow> result = new ArrayList<>(count);
        rows.forEach((series, periods) ->
                periods.forEach((start, aggregate) -> result.add(new AggregateRow(series, start, aggregate))));
        return result;
    }
}
