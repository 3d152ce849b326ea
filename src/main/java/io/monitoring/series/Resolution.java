package io.monitoring.series;

import java.time.Duration;

/**
 * The periods that roll-ups are kept for.
 *
 * <p>DynamoDB bills writes by the started kilobyte, and reads by what lies in the items that are touched. So roll-ups of
 * several series share an item of about a kilobyte: the coarser, the more series. Which item a series is in follows from
 * its hash and from how many items the hour was divided into.
 */
public enum Resolution {
    MINUTE(Duration.ofMinutes(1), "1m", 1),
    FIVE_MINUTES(Duration.ofMinutes(5), "5m", 4),
    HOUR(Duration.ofHours(1), "1h", 16);

    private final Duration period;
    private final String text;
    private final int seriesAnItem;

    Resolution(Duration period, String text, int seriesAnItem) {
        this.period = period;
        this.text = text;
        this.seriesAnItem = seriesAnItem;
    }

    public Duration period() {
        return period;
    }

    public long millis() {
        return period.toMillis();
    }

    /** Into how many items the roll-ups of an hour with so many series are divided: a power of two. */
    public int groups(int series) {
        int items = Math.max(1, Math.ceilDiv(series, seriesAnItem));
        int highest = Integer.highestOneBit(items);
        return highest == items ? items : highest * 2;
    }

    public static int group(SeriesKey series, int groups) {
        return (int) Long.remainderUnsigned(series.hash(), groups);
    }

    /** The span of hours that one partition of roll-ups holds. Minutes are read a day at a time, the coarser ones a month. */
    public String span(Hour hour) {
        return this == MINUTE ? hour.day() : hour.month();
    }

    /** A short name, as in keys: {@code 1m}. */
    public String text() {
        return text;
    }
}
