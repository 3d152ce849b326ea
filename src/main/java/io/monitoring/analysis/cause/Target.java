package io.monitoring.analysis.cause;

import io.monitoring.analysis.RefusedInput;
import java.time.Instant;

/**
 * The symptom: this metric of this service raised an alert.
 *
 * @param at when it did; the change is sought from an hour's worth of points before to the point after
 */
public record Target(String service, String metric, Instant at) {

    /** @throws RefusedInput when a part is missing */
    public Target {
        if (service == null || service.isEmpty()) {
            throw new RefusedInput("target.service", "must name a service");
        }
        if (metric == null || metric.isEmpty()) {
            throw new RefusedInput("target.metric", "must name a metric");
        }
        if (at == null) {
            throw new RefusedInput("target.at", "must be a time");
        }
    }
}
