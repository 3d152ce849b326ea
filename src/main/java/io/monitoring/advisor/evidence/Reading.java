package io.monitoring.advisor.evidence;

import io.monitoring.analysis.MetricRole;
import io.monitoring.analysis.Robust;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.series.Aggregate;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a series, or all series of a metric together, came to period by period. Periods without points are missing.
 *
 * @param seconds begin of each period, epoch seconds, ascending
 */
public record Reading(SeriesKey series, long[] seconds, List<Total> totals) {

    /** A reporter is regular when most of its periods have nearly the same number of points. */
    private static final double REGULAR = 0.15;

    /** Count, sum and extremes of one period. */
    public record Total(long count, double sum, double min, double max) {

        static Total of(Aggregate aggregate) {
            return new Total(aggregate.count(), aggregate.sum(), aggregate.min(), aggregate.max());
        }

        public Total and(Total other) {
            return new Total(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
        }

        public double average() {
            return sum / count;
        }
    }

    public Reading {
        totals = List.copyOf(totals);
    }

    /** {@code rows} of one series, by time. */
    static Reading of(SeriesKey series, List<AggregateRow> rows) {
        long[] seconds =
                rows.stream().mapToLong(row -> Math.floorDiv(row.start(), 1000)).toArray();
        return new Reading(
                series,
                seconds,
                rows.stream().map(row -> Total.of(row.aggregate())).toList());
    }

    /** Several series as one, named {@code series}. */
    static Reading joined(SeriesKey series, List<Reading> parts) {
        SortedMap<Long, Total> periods = new TreeMap<>();
        for (Reading part : parts) {
            for (int i = 0; i < part.seconds.length; i++) {
                periods.merge(part.seconds[i], part.totals.get(i), Total::and);
            }
        }
        long[] seconds = periods.keySet().stream().mapToLong(Long::longValue).toArray();
        return new Reading(series, seconds, new ArrayList<>(periods.values()));
    }

    public MetricRole role() {
        return MetricRole.of(series.metric());
    }

    public int size() {
        return seconds.length;
    }

    /**
     * The values to judge it by: sums of what is counted (requests, errors), averages of what is measured. Of a counter
     * that reports regularly the average too: it says the same, and a report that is late does not look like a fall.
     */
    public TimeSeries level() {
        MetricRole role = role();
        boolean counted = role == MetricRole.REQUESTS || role == MetricRole.ERRORS;
        return values(counted && !isRegular() ? Total::sum : Total::average);
    }

    public TimeSeries values(ToDoubleFunction<Total> value) {
        return TimeSeries.of(
                series.metric(), seconds, totals.stream().mapToDouble(value).toArray());
    }

    private boolean isRegular() {
        double[] counts = totals.stream().mapToDouble(Total::count).toArray();
        return Robust.sigma(counts) <= REGULAR * Robust.median(counts)
                && totals.stream().anyMatch(total -> total.average() != 1);
    }

    public long count() {
        return totals.stream().mapToLong(Total::count).sum();
    }

    /** The labels, in the order of their names. */
    public Map<String, String> labels() {
        return series.labels();
    }

    /** Such as {@code checkout latency_ms {region=eu}}. */
    public String name() {
        String name = series.service() + " " + series.metric();
        return series.labels().isEmpty() ? name : name + " " + series.labels();
    }
}
