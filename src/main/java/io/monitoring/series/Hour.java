package io.monitoring.series;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** An hour of UTC, the time bucket of the store. Its text, {@code yyyyMMddHH}, sorts as the hours do. */
public record Hour(long epochHour) implements Comparable<Hour> {

    static final long MILLIS = 3_600_000L;

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuuMMddHH");

    public static Hour of(long epochMillis) {
        return new Hour(Math.floorDiv(epochMillis, MILLIS));
    }

    public static Hour of(Instant instant) {
        return of(instant.toEpochMilli());
    }

    /**
     * @throws IllegalArgumentException when the text is not an hour in the form {@code yyyyMMddHH}
     */
    public static Hour parse(String text) {
        try {
            return of(LocalDateTime.parse(text, TEXT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not an hour: " + text, e);
        }
    }

    /** First millisecond of the hour. */
    public long start() {
        return epochHour * MILLIS;
    }

    /** First millisecond after the hour. */
    public long end() {
        return start() + MILLIS;
    }

    public Hour plus(long hours) {
        return new Hour(epochHour + hours);
    }

    public boolean contains(long epochMillis) {
        return epochMillis >= start() && epochMillis < end();
    }

    /** The hour's day, {@code yyyyMMdd}. */
    public String day() {
        return text().substring(0, 8);
    }

    /** The hour's month, {@code yyyyMM}. */
    public String month() {
        return text().substring(0, 6);
    }

    public String text() {
        return TEXT.format(LocalDateTime.ofEpochSecond(epochHour * 3600, 0, ZoneOffset.UTC));
    }

    @Override
    public int compareTo(Hour other) {
        return Long.compare(epochHour, other.epochHour);
    }

    @Override
    public String toString() {
        return text();
    }
}
