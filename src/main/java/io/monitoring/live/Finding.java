package io.monitoring.live;

import io.monitoring.series.SeriesKey;
import java.time.Instant;
import java.util.regex.Pattern;

/** What the worker found in a series. */
public sealed interface Finding permits FoundAnomaly, PredictedCrossing {

    Pattern ID = Pattern.compile("\\d{13}-[0-9a-f]{16}");

    SeriesKey series();

    /** The time that it is listed at. */
    Instant at();

    /** What it is about, in 16 digits: the same again, at another time, has the same. */
    String subject();

    /** Follows from what was found, so that finding it again changes nothing; sorts by time. */
    default String id() {
        return String.format("%013d-%s", at().toEpochMilli(), subject());
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
