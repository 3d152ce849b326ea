package io.monitoring.store.format;

import io.monitoring.store.format.column.ColumnHistory;
import java.util.HashMap;
import java.util.Map;

/** What a group's columns have looked like so far: its times, and the values of each metric. */
final class Histories {

    private final ColumnHistory times = new ColumnHistory();
    private final Map<Integer, ColumnHistory> byMetric = new HashMap<>();
    private ColumnHistory last;

    ColumnHistory times() {
        return times;
    }

    ColumnHistory values(int metric) {
        last = byMetric.computeIfAbsent(metric, m -> ColumnHistory.after(last));
        return last;
    }
}
