package io.monitoring.resilience;

import io.monitoring.resilience.fleet.RecordedTransition;
import java.time.Instant;
import java.util.List;

/**
 * Which transitions are asked for.
 *
 * @param names of these breakers
 * @param from the first moment
 * @param to the moment after the last
 */
record HistoryQuery(List<String> names, Instant from, Instant to, int limit) {

    boolean wants(RecordedTransition transition) {
        return names.contains(transition.name())
                && !transition.at().isBefore(from)
                && transition.at().isBefore(to);
    }
}
