package io.monitoring.advisor.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A piece of evidence. Everything that is claimed names the ids of those it rests on.
 *
 * @param id {@code E1}, {@code E2}, ... in one document
 * @param kind {@code anomaly}, {@code change}, {@code silence}, {@code cause}, {@code slo}, {@code correlation},
 *     {@code forecast}, {@code breaker}, {@code queue}, {@code usage} or {@code unread}
 * @param series what was looked at, such as {@code checkout latency_ms}
 * @param serviceName null for what is this service's own
 * @param metricType null for what is no metric
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exhibit(
        String id,
        String kind,
        String series,
        String serviceName,
        String metricType,
        Map<String, String> labels,
        Window window,
        Map<String, Double> numbers,
        String words) {

    public Exhibit {
        labels = labels == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** What was looked at: {@code from} included. */
    public record Window(Instant from, Instant to) {}
}
