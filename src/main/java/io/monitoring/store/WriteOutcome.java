package io.monitoring.store;

import io.monitoring.platform.DependencyException;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of points that were to be written: everything is stored but the parts named, each with the reason.
 */
public record WriteOutcome(Map<Part, DependencyException> failed) {

    public static final WriteOutcome STORED = new WriteOutcome(Map.of());

    public boolean complete() {
        return failed.isEmpty();
    }

    WriteOutcome and(WriteOutcome other) {
        if (complete()) {
            return other;
        }
        if (other.complete()) {
            return this;
        }
        Map<Part, DependencyException> both = new HashMap<>(failed);
        both.putAll(other.failed);
        return new WriteOutcome(both);
    }
}
