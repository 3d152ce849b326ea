package io.monitoring.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service calls another.
 *
 * @param from the caller
 * @param to who is called
 * @param origin how it is known
 */
public record DependencyEdge(String from, String to, Set<Origin> origin) {

    /** How a dependency is known. */
    public enum Origin {
        /** From the labels {@code calls} and {@code called_by} of points. */
        @JsonProperty("labels")
        LABELS,
        /** From {@code PUT /services/{name}/dependencies}. */
        @JsonProperty("declared")
        DECLARED
    }

    DependencyEdge and(DependencyEdge other) {
        Set<Origin> both = new TreeSet<>(origin);
        both.addAll(other.origin);
        return new DependencyEdge(from, to, both);
    }
}
