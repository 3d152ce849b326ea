package io.monitoring.live;

import io.monitoring.analysis.forecast.Crossing.Side;
import io.monitoring.series.SeriesKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the means of a metric are not to pass, as was stated of a service.
 *
 * @param labels it holds for the series that have these, among others
 * @param value in the unit of the metric
 * @param side the wrong one
 */
record Limit(String metric, Map<String, String> labels, double value, Side side) {

    Limit {
        labels = new TreeMap<>(labels);
    }

    boolean isPassedBy(double mean) {
        return side == Side.ABOVE ? mean > value : mean < value;
    }

    /** For a series, stable over instances and versions: stored warnings are found by it. */
    static long hash(SeriesKey series, double value, Side side) {
        return 31 * (31 * series.hash() + Double.doubleToLongBits(value)) + (side == Side.ABOVE ? 1 : 2);
    }
}
