package io.monitoring.resilience;

import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.http.Periods;
import io.monitoring.platform.http.ProblemException;
import java.time.Duration;
import java.util.List;

/** Reads the query parameters of the admin calls; what is wrong is named. */
final class AdminParameters {

    static final Duration HOLD_BY_DEFAULT = Duration.ofMinutes(15);
    static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    static final Duration LONGEST_HOLD = Duration.ofHours(24);

    private static final int LONGEST_REASON = 200;
    private static final int LIMIT_BY_DEFAULT = 100;
    private static final int HIGHEST_LIMIT = 1000;

    private AdminParameters() {}

    /** The breaker of that name, or all of them where there is none. */
    static List<String> names(String name) {
        return name == null ? BreakerNames.IN_USE : List.of(name(name));
    }

    static String name(String name) {
        if (name == null) {
            throw ProblemException.invalid("name", "is needed: which circuit breaker");
        }
        if (!BreakerNames.IN_USE.contains(name)) {
            throw ProblemException.invalid(
                    "name", "is not a circuit breaker; there are " + String.join(", ", BreakerNames.IN_USE));
        }
        return name;
    }

    /** It will be in logs and in front of whoever looks for the cause: one line. */
    static String reason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw ProblemException.invalid("reason", "is needed: whoever is on call next will ask");
        }
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("reason", "must be one line of at most " + LONGEST_REASON + " characters");
        }
        return reason.strip();
    }

    static Duration timeLimit(String given) {
        return Periods.parse("for", given, HOLD_BY_DEFAULT, SHORTEST_HOLD, LONGEST_HOLD);
    }

    static int limit(String given) {
        try {
            int limit = given == null ? LIMIT_BY_DEFAULT : Integer.parseInt(given);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // as one that is out of range
        }
        throw ProblemException.invalid("limit", "must be a number from 1 to " + HIGHEST_LIMIT);
    }
}
