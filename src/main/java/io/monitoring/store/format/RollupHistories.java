package io.monitoring.store.format;

import io.monitoring.store.format.column.ColumnHistory;
import java.util.HashMap;
import java.util.Map;

/** What a group's roll-up columns have looked like so far: the periods, and the columns of each metric. */
final class RollupHistories {

    record OfMetric(ColumnHistory counts, SummaryColumns.History summaries) {}

    private final ColumnHistory starts = new ColumnHistory();
    private final ColumnHistory counts = new ColumnHistory();
    private final Map<Integer, OfMetric> byMetric = new HashMap<>();

    ColumnHistory starts() {
        return starts;
    }

    /** Counts follow from how often an agent reports, which is alike for all its metrics. */
    OfMetric of(int metric) {
        return byMetric.computeIfAbsent(metric, m -> new OfMetric(counts, new SummaryColumns.History()));
    }
}
