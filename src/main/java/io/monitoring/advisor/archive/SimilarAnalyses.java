package io.monitoring.advisor.archive;

import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.document.AnalysisDocument.SimilarAnalysis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Past analyses that looked like a new one. Only those that were over before this trouble began: the same trouble
 * analysed a minute ago is no precedent.
 */
public final class SimilarAnalyses {

    /** Below, two analyses have little more in common than that something was wrong. */
    static final double ALIKE = 0.4;

    private static final int AT_MOST = 3;

    private SimilarAnalyses() {}

    /**
     * Most similar first; of equal ones the latest. Of several that say the same, only the latest.
     *
     * @param onset when this trouble began
     */
    public static List<SimilarAnalysis> of(AnalysisDocument document, Instant onset, List<StoredAnalysis> past) {
        Fingerprint own = Fingerprint.of(document);
        if (own.isEmpty()) {
            return List.of();
        }
        List<SimilarAnalysis> similar = new ArrayList<>();
        Set<Fingerprint> seen = new HashSet<>();
        past.stream()
                .filter(one -> !one.fingerprint().isEmpty() && !one.end().isAfter(onset))
                .sorted(Comparator.comparing(
                                (StoredAnalysis one) -> one.fingerprint().similarity(own))
                        .thenComparing(StoredAnalysis::id)
                        .reversed())
                .filter(one -> one.fingerprint().similarity(own) >= ALIKE && seen.add(one.fingerprint()))
                .limit(AT_MOST)
                .forEach(one -> similar.add(similar(one, own)));
        return similar;
    }

    private static SimilarAnalysis similar(StoredAnalysis past, Fingerprint own) {
        double similarity = Math.round(past.fingerprint().similarity(own) * 100) / 100.0;
        return new SimilarAnalysis(
                past.id(),
                past.timestamp(),
                similarity,
                past.summary(),
                past.fingerprint().causes(),
                past.recommended());
    }
}
