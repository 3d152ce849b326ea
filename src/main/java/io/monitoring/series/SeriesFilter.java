package io.monitoring.series;

import java.util.Map;
import java.util.function.Predicate;

/** Series of a metric (null: of any) that have these labels, among others. */
public record SeriesFilter(String metric, Map<String, String> labels) implements Predicate<SeriesKey> {

    @Override
    public boolean test(SeriesKey series) {
        if (metric != null && !metric.equals(series.metric())) {
            return false;
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!label.getValue().equals(series.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
