package io.monitoring.advisor.request;

import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time that a request asks about: {@code time_range}, or so many minutes or hours until now. */
final class TimeRanges {

    private static final String RANGE = "time_range";
    private static final String MINUTES = "time_range_minutes";
    private static final String HOURS = "time_range_hours";
    private static final long LONGEST_HOURS = 35 * 24;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private TimeRanges() {}

    static Period of(Fields fields, Duration otherwise, Instant now) {
        var range = fields.text(RANGE);
        var minutes = fields.whole(MINUTES, 1, LONGEST_HOURS * 60);
        var hours = fields.whole(HOURS, 1, LONGEST_HOURS);
        if (range.isPresent()) {
            return parse(range.get(), now);
        }
        // Whole minutes: a minute that has only begun would look like a fall of everything that is counted.
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        if (minutes.isPresent()) {
            return Period.before(to, Duration.ofMinutes(minutes.getAsLong()));
        }
        return Period.before(to, hours.isPresent() ? Duration.ofHours(hours.getAsLong()) : otherwise);
    }

    private static Period parse(String text, Instant now) {
        String[] ends = text.split("/", -1);
        if (ends.length != 2) {
            throw wrong("must be <from>/<to>, such as 2026-01-31T10:00:00Z/2026-01-31T12:00:00Z or"
                    + " 1769853600/1769860800");
        }
        Instant from = Times.parse(RANGE, ends[0].strip(), null);
        Instant to = Times.parse(RANGE, ends[1].strip(), null);
        if (to.isAfter(now)) {
            to = now.truncatedTo(ChronoUnit.MINUTES);
        }
        if (Duration.between(from, to).compareTo(SHORTEST) < 0) {
            throw wrong("must begin at least a minute before its end, and before now");
        }
        if (Duration.between(from, to).toHours() > LONGEST_HOURS) {
            throw wrong("must be at most " + LONGEST_HOURS / 24 + " days");
        }
        return new Period(from, to);
    }

    private static ProblemException wrong(String detail) {
        return ProblemException.invalid(RANGE, detail);
    }
}
