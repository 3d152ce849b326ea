package io.monitoring.analysis.cause;

import io.monitoring.analysis.RefusedInput;

/** {@code from} calls {@code to}. */
public record Dependency(String from, String to) {

    /** @throws RefusedInput when a name is missing or empty */
    public Dependency {
        if (from == null || from.isEmpty()) {
            throw new RefusedInput("dependencies.from", "must name a service");
        }
        if (to == null || to.isEmpty()) {
            throw new RefusedInput("dependencies.to", "must name a service");
        }
    }
}
