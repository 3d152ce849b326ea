package io.monitoring.live;

import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.store.SeriesKey;
import java.util.regex.Pattern;

/** An anomaly and the series that it was found in. */
public record FoundAnomaly(SeriesKey series, Anomaly anomaly) {

    private static final Pattern ID = Pattern.compile("\\d{13}-[0-9a-f]{16}");

    /** Follows from what was found, so that finding it again changes nothing; sorts by time. */
    public String id() {
        return String.format("%013d-%016x", anomaly.at().toEpochMilli(), series.hash());
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
