package io.monitoring.analysis.cause;

import io.monitoring.analysis.Evidence;
import java.util.List;

/**
 * A service to look at.
 *
 * @param score from 0 to 1: the part of the symptom that ends here, times how clearly the service changed
 * @param evidence its changes, the symptom's own kind of metric first
 */
public record RootCause(String service, double score, List<Evidence> evidence) {

    public RootCause {
        evidence = List.copyOf(evidence);
    }
}
