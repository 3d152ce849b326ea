package io.monitoring.resilience;

import io.monitoring.resilience.fleet.RecordedTransition;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import java.util.List;

/**
 * What {@code GET /admin/circuit-breakers/history} answers.
 *
 * @param scope {@code fleet}, or {@code instance} where the table is out of reach and this is what this instance remembers
 * @param transitions newest first
 */
record HistoryReport(String scope, int count, List<Entry> transitions) {

    record Entry(
            Instant at,
            String name,
            CircuitBreakerState from,
            CircuitBreakerState to,
            String reason,
            String instance) {}

    static HistoryReport of(String scope, List<RecordedTransition> transitions) {
        return new HistoryReport(
                scope,
                transitions.size(),
                transitions.stream()
                        .map(one -> new Entry(one.at(), one.name(), one.from(), one.to(), one.reason(), one.instance()))
                        .toList());
    }
}
