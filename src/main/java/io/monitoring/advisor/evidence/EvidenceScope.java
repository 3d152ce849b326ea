package io.monitoring.advisor.evidence;

import io.monitoring.advisor.request.Period;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What is to be gathered.
 *
 * @param services which services may and shall be looked at
 * @param metrics which of their metrics
 */
public record EvidenceScope(
        Period window, Period read, Duration step, Predicate<String> services, Predicate<String> metrics) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PERIODS_AT_MOST = 400;

    /**
     * The window, and {@code lead} before it to compare with, in the finest roll-ups that make no more than a few hundred
     * periods.
     */
    public static EvidenceScope of(
            Period window, Duration lead, Predicate<String> services, Predicate<String> metrics) {
        Duration length = window.length().plus(lead);
        Duration step = HOUR;
        if (length.dividedBy(MINUTE) <= PERIODS_AT_MOST) {
            step = MINUTE;
        } else if (length.dividedBy(MINUTE.multipliedBy(5)) <= PERIODS_AT_MOST) {
            step = MINUTE.multipliedBy(5);
        }
        return new EvidenceScope(window, new Period(window.from().minus(lead), window.to()), step, services, metrics);
    }
}
