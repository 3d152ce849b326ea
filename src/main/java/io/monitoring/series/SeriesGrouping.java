package io.monitoring.series;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which series of a service and metric share the rows of an aggregate. */
public sealed interface SeriesGrouping {

    /** What the rows of a series are kept under: the series itself, or what is left of it when others join. */
    SeriesKey groupOf(SeriesKey series);

    /** Each series has rows of its own. */
    record EachSeries() implements SeriesGrouping {
        @Override
        public SeriesKey groupOf(SeriesKey series) {
            return series;
        }
    }

    /** Series with the same values of these labels join; of no labels: all of a metric join. */
    record ByLabels(List<String> names) implements SeriesGrouping {
        @Override
        public SeriesKey groupOf(SeriesKey series) {
            if (names.isEmpty()) {
                return new SeriesKey(series.service(), series.metric(), Collections.emptySortedMap());
            }
            SortedMap<String, String> kept = new TreeMap<>();
            for (String name : names) {
                String value = series.labels().get(name);
                if (value != null) {
                    kept.put(name, value);
                }
            }
            return new SeriesKey(series.service(), series.metric(), kept);
        }
    }
}
