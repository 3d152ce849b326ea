package io.monitoring.analysis.cause;

import io.monitoring.analysis.MetricRole;
import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.util.Objects;

/**
 * A metric of a service.
 *
 * @param metric {@code latency}, {@code availability}, {@code requests} or any other, with an optional statistic, such
 *     as {@code latency p99}; see {@link MetricRole}
 */
public record ServiceSeries(String service, String metric, TimeSeries points) {

    /** @throws RefusedInput when a name is missing or empty */
    public ServiceSeries {
        if (service == null || service.isEmpty()) {
            throw new RefusedInput("series.service", "must name a service");
        }
        if (metric == null || metric.isEmpty()) {
            throw new RefusedInput("series.metric", "must name a metric");
        }
        Objects.requireNonNull(points, "points");
    }

    /** Such as {@code checkout latency}. */
    public String label() {
        return service + " " + metric;
    }
}
