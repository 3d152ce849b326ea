package io.monitoring.series;

import java.time.Duration;
import java.util.List;

/** The roll-ups of one series at one resolution, in the order of their periods. Periods without points have no row. */
public record RollupSeries(SeriesKey key, Duration resolution, List<Row> rows) {

    /** One period: when it starts, in epoch milliseconds, and its points. */
    public record Row(long start, Aggregate aggregate) {
        public Row {
            if (aggregate.count() == 0) {
                throw new IllegalArgumentException("a period without points has no row");
            }
        }
    }

    public RollupSeries {
        rows = List.copyOf(rows);
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).start() <= rows.get(i - 1).start()) {
                throw new IllegalArgumentException(
                        "rows are out of order: " + rows.get(i).start());
            }
        }
    }
}
