package io.monitoring.platform.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** A time in a query: RFC 3339 with any offset, or epoch milliseconds. */
public final class TimeParameter {

    private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{1,15}");
    /** The times that RFC 3339 can write: years of four digits. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private TimeParameter() {}

    /**
     * @param value null where the parameter is not there
     * @throws ProblemException 400, which names the parameter, when it is no time
     */
    public static Instant parse(String parameter, String value, Instant otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            Instant time = EPOCH_MILLIS.matcher(value).matches()
                    ? Instant.ofEpochMilli(Long.parseLong(value))
                    : OffsetDateTime.parse(value).toInstant();
            if (!time.isBefore(FIRST) && time.isBefore(END)) {
                return time;
            }
        } catch (DateTimeException e) {
            // the same answer as to a time that is out of range
        }
        throw ProblemException.invalid(parameter, "must be a time such as 2026-01-31T10:00:00Z or epoch milliseconds");
    }
}
