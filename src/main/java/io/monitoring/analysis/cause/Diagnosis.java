package io.monitoring.analysis.cause;

import java.time.Instant;
import java.util.List;

/**
 * The answer.
 *
 * @param significant whether anything changed that could explain the symptom; if not, there are no root causes
 * @param rootCauses best first; equal scores in the order of their names
 * @param onset when the change began, as the series have it; null when nothing is significant
 * @param words the answer in a sentence
 */
public record Diagnosis(boolean significant, List<RootCause> rootCauses, Instant onset, String words) {

    public Diagnosis {
        rootCauses = List.copyOf(rootCauses);
        if (significant == rootCauses.isEmpty()) {
            throw new IllegalArgumentException("significant is to have a root cause");
        }
    }

    static Diagnosis nothing(String words) {
        return new Diagnosis(false, List.of(), null, words);
    }
}
