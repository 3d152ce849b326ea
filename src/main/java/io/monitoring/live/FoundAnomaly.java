package io.monitoring.live;

import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.series.SeriesKey;
import java.time.Instant;

/** An anomaly and the series that it was found in. */
public record FoundAnomaly(SeriesKey series, Anomaly anomaly) implements Finding {

    @Override
    public Instant at() {
        return anomaly.at();
    }

    @Override
    public String subject() {
        return String.format("%016x", series.hash());
    }
}
