package io.monitoring.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Times as clients write them, alike in queries and bodies: RFC 3339 with an offset, epoch seconds or epoch milliseconds. A
 * number may stand in JSON as a number or as a text, and may have a fraction, which is taken to the nearest millisecond.
 */
public final class Times {

    /** Not a time. */
    public static final long INVALID = Long.MIN_VALUE;

    /** For descriptions of parameters and fields. */
    public static final String FORMS =
            "RFC 3339 with an offset, epoch seconds or epoch milliseconds; a number below 100000000000 is seconds";

    /** What is wrong with something that is no time. */
    public static final String PROBLEM = "must be a time such as 2026-01-31T10:00:00Z (RFC 3339, with an offset),"
            + " 1769853600 (epoch seconds) or 1769853600000 (epoch milliseconds)";

    /**
     * A number nearer to zero than this is seconds, any other milliseconds. As seconds it is the year 5138, as milliseconds
     * March 1973: nobody who asks about a service means either.
     */
    static final long MILLIS_FROM = 100_000_000_000L;

    /** The times that RFC 3339 can write: years of four digits. */
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** Sixteen digits are beyond the year 9999 in milliseconds too. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");

    private Times() {}

    /**
     * A query parameter.
     *
     * @param value null where the parameter is not there
     * @throws ProblemException 400, which names the parameter, when it is no time
     */
    public static Instant parse(String parameter, String value, Instant otherwise) {
        return value == null ? otherwise : instant(parameter, ofText(value));
    }

    /**
     * A field of a body.
     *
     * @throws ProblemException 400, which names the field, when it is no time
     */
    public static Instant parse(String field, JsonNode value) {
        return instant(field, of(value));
    }

    /** Epoch milliseconds of a number or text, or {@link #INVALID}. */
    public static long of(JsonNode value) {
        if (value.isTextual()) {
            return ofText(value.textValue());
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return within(ofNumber(value.longValue()));
        }
        return value.isNumber() ? ofNumber(value.doubleValue()) : INVALID;
    }

    /** Epoch milliseconds, or {@link #INVALID}. */
    public static long ofText(String text) {
        long time = Rfc3339.parse(text);
        if (time == INVALID && NUMBER.matcher(text).matches()) {
            time = text.indexOf('.') < 0 ? ofNumber(Long.parseLong(text)) : ofNumber(Double.parseDouble(text));
        }
        return within(time);
    }

    /** Epoch milliseconds: of any number, also of one that is beyond the year 9999. */
    public static long ofNumber(long number) {
        return number < MILLIS_FROM && number > -MILLIS_FROM ? number * 1000 : number;
    }

    /** Epoch milliseconds, or {@link #INVALID}. */
    public static long ofNumber(double number) {
        double millis = Math.abs(number) < MILLIS_FROM ? number * 1000 : number;
        return millis >= FIRST && millis <= LAST ? Math.round(millis) : INVALID;
    }

    private static long within(long millis) {
        return millis >= FIRST && millis <= LAST ? millis : INVALID;
    }

    private static Instant instant(String field, long millis) {
        if (millis == INVALID) {
            throw ProblemException.invalid(field, PROBLEM);
        }
        return Instant.ofEpochMilli(millis);
    }
}
