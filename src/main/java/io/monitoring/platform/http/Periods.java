package io.monitoring.platform.http;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Lengths of time as clients write them, alike in queries and bodies: {@code 90s}, {@code 5m}, {@code 2h}, {@code 1d}, ISO 8601. */
public final class Periods {

    /** For descriptions of parameters and fields. */
    public static final String FORMS = "such as 90s, 5m, 2h, 1d or PT5M (ISO 8601)";

    /** A century: longer than anything is kept, and far from where sums of milliseconds overflow. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    /** A century is 3,153,600,000 seconds. */
    private static final Pattern SHORT = Pattern.compile("(\\d{1,10})([smhd])");

    private Periods() {}

    /**
     * @param value null where the parameter or field is not there
     * @throws ProblemException 400, which names the field, when it is no period, or shorter or longer than these
     */
    public static Duration parse(String field, String value, Duration otherwise, Duration shortest, Duration longest) {
        if (value == null) {
            return otherwise;
        }
        Duration period = read(value);
        if (period == null || period.compareTo(shortest) < 0 || period.compareTo(longest) > 0) {
            throw ProblemException.invalid(
                    field, "must be a period from " + text(shortest) + " to " + text(longest) + ", " + FORMS);
        }
        return period;
    }

    /** Null when it is none. A duration of ten digits and any of the units is far from overflowing. */
    private static Duration read(String value) {
        var given = SHORT.matcher(value);
        if (given.matches()) {
            long count = Long.parseLong(given.group(1));
            return switch (given.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException | ArithmeticException notOne) {
            return null;
        }
    }

    /** In the largest unit that divides it. */
    private static String text(Duration period) {
        long seconds = period.toSeconds();
        if (period.getNano() > 0) {
            return period.toString();
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
