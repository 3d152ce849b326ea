package io.monitoring.store;

import java.time.Duration;
import java.util.List;

record RollupSeries(SeriesKey key, Duration resolution, List<Row> rows) {
    record Row(long start, Aggregate aggregate) {}
}
