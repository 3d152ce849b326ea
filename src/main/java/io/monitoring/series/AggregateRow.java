package io.monitoring.series;

/** What the points of one series, or of several that were grouped, come to over one period that begins at a time (epoch milliseconds). */
public record AggregateRow(SeriesKey series, long start, Aggregate aggregate) {}
