package io.monitoring.advisor.evidence;

import io.monitoring.store.SeriesKey;
import java.time.Instant;

/**
 * An anomaly that was found as its point came in.
 *
 * @param expectedLow with {@code expectedHigh}, the interval in which the value was expected
 * @param words the same in words
 * @param above whether it left its interval upwards
 * @param score from 0 to 1; 0.5 is the line of alarm
 */
public record KnownAnomaly(
        SeriesKey series,
        Instant at,
        double value,
        double expectedLow,
        double expectedHigh,
        double score,
        String words,
        boolean above) {}
