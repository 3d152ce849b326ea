package io.monitoring.advisor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.monitoring.advisor.archive.AnalysisStore;
import io.monitoring.advisor.archive.Fingerprint;
import io.monitoring.advisor.archive.Onset;
import io.monitoring.advisor.archive.SimilarAnalyses;
import io.monitoring.advisor.archive.StoredAnalysis;
import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.document.Findings.Recommendation;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.platform.auth.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Finds past analyses that looked alike, and makes this one a precedent. An analysis never waits long for either. */
@ApplicationScoped
class Precedents {

    private static final Logger LOG = Logger.getLogger(Precedents.class);
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final int RECOMMENDED = 3;

    private final AnalysisStore store;
    private final ObjectMapper json;

    Precedents(AnalysisStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    /**
     * @param readings that the document rests on
     * @param deadline of {@link System#nanoTime} by which the document has to be there
     */
    Uni<AnalysisDocument> compareAndKeep(
            AnalysisDocument document, List<Reading> readings, Caller caller, long deadline) {
        Instant onset = Onset.of(document, readings).orElse(Instant.MIN);
        // Past analyses tell of all services.
        Uni<List<StoredAnalysis>> past =
                caller.coversAll() ? store.latest() : Uni.createFrom().item(List.of());
        return past.ifNoItem()
                .after(left(deadline).dividedBy(2))
                .fail()
                .map(found -> AnalysisDocuments.with(document, SimilarAnalyses.of(document, onset, found)))
                .onFailure()
                .recoverWithItem(document)
                .chain(compared -> keep(compared, left(deadline)));
    }

    private static Duration left(long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    private Uni<AnalysisDocument> keep(AnalysisDocument document, Duration within) {
        return store.keep(entry(document), bytes(document))
                .replaceWith(document)
                .ifNoItem()
                .after(within)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("analysis not kept: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(AnalysisDocuments.unkept(document));
    }

    private byte[] bytes(AnalysisDocument document) {
        try {
            return json.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredAnalysis entry(AnalysisDocument document) {
        return new StoredAnalysis(
                document.id(),
                document.timestamp(),
                document.analysisType(),
                document.riskLevel().name().toLowerCase(Locale.ROOT),
                document.summary(),
                document.window().to(),
                document.recommendations().stream()
                        .limit(RECOMMENDED)
                        .map(Recommendation::action)
                        .toList(),
                Fingerprint.of(document));
    }
}
