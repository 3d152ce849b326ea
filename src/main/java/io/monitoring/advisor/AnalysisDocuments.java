package io.monitoring.advisor;

import io.monitoring.advisor.bedrock.Opinion;
import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.document.AnalysisDocument.SecondVoice;
import io.monitoring.advisor.document.AnalysisDocument.SimilarAnalysis;
import io.monitoring.advisor.document.Exhibit;
import io.monitoring.advisor.document.Extras;
import io.monitoring.advisor.document.Findings.Insight;
import io.monitoring.advisor.document.Findings.Missing;
import io.monitoring.advisor.document.Findings.Recommendation;
import io.monitoring.advisor.engine.Draft;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.request.AnalysisCall;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts documents together. */
final class AnalysisDocuments {

    private static final String LOCAL = "local";
    private static final String BOTH = "local+bedrock";

    private AnalysisDocuments() {}

    static AnalysisDocument local(String id, Instant now, AnalysisCall call, GatheredEvidence evidence, Draft draft) {
        List<Missing> missing = new ArrayList<>(evidence.missing());
        boolean degraded = !missing.isEmpty();
        missing.addAll(draft.missing());
        return new AnalysisDocument(
                id,
                now.truncatedTo(ChronoUnit.MILLIS),
                call.request().type(),
                new Exhibit.Window(evidence.window().from(), evidence.window().to()),
                summary(draft),
                draft.risk(),
                List.copyOf(draft.recommendations()),
                List.copyOf(draft.insights()),
                List.copyOf(draft.issues()),
                List.copyOf(draft.causes()),
                List.copyOf(draft.anomalies()),
                draft.exhibits(),
                LOCAL,
                degraded,
                missing,
                SecondVoice.silent("not_configured", null, null),
                List.of(),
                draft.extras());
    }

    private static String summary(Draft draft) {
        String risk = "Risk is " + draft.risk().name().toLowerCase(Locale.ROOT);
        if (!draft.causes().isEmpty()) {
            return risk + ". First to look at: " + draft.causes().getFirst().serviceName() + ". "
                    + draft.causes().getFirst().words();
        }
        if (!draft.issues().isEmpty()) {
            return risk + ". " + draft.issues().getFirst().title();
        }
        return draft.recommendations().isEmpty()
                ? risk + ". Nothing was found, and not everything could be looked at"
                : risk + ". " + draft.recommendations().getFirst().action();
    }

    /** The model's part is marked as the model's. Where it should have spoken and did not, the document is degraded. */
    static AnalysisDocument with(AnalysisDocument local, Opinion opinion) {
        List<Recommendation> recommendations = new ArrayList<>(local.recommendations());
        List<Insight> insights = new ArrayList<>(local.insights());
        List<Missing> missing = new ArrayList<>(local.missing());
        if (opinion.isUsed()) {
            recommendations.addAll(opinion.recommendations());
            insights.add(new Insight(
                    opinion.summary(),
                    opinion.recommendations().stream()
                            .flatMap(one -> one.evidence().stream())
                            .distinct()
                            .toList(),
                    "bedrock"));
        }
        if (opinion.isMissing()) {
            missing.add(new Missing(
                    "the second opinion of the model", opinion.voice().reason(), null));
        }
        return new AnalysisDocument(
                local.id(),
                local.timestamp(),
                local.analysisType(),
                local.window(),
                local.summary(),
                local.riskLevel(),
                recommendations,
                insights,
                local.issues(),
                local.rootCauses(),
                local.anomalies(),
                local.evidence(),
                opinion.isUsed() ? BOTH : LOCAL,
                local.degraded() || opinion.isMissing(),
                missing,
                opinion.voice(),
                local.similar(),
                local.extras());
    }

    static AnalysisDocument with(AnalysisDocument before, Extras extras) {
        return copy(before, before.id(), before.similar(), extras);
    }

    static AnalysisDocument with(AnalysisDocument before, List<SimilarAnalysis> similar) {
        return copy(before, before.id(), similar, before.extras());
    }

    /** It could not be kept, so nobody will find it by an id. */
    static AnalysisDocument unkept(AnalysisDocument before) {
        return copy(before, null, before.similar(), before.extras());
    }

    private static AnalysisDocument copy(
            AnalysisDocument before, String id, List<SimilarAnalysis> similar, Extras extras) {
        return new AnalysisDocument(
                id,
                before.timestamp(),
                before.analysisType(),
                before.window(),
                before.summary(),
                before.riskLevel(),
                before.recommendations(),
                before.insights(),
                before.issues(),
                before.rootCauses(),
                before.anomalies(),
                before.evidence(),
                before.engine(),
                before.degraded(),
                before.missing(),
                before.bedrock(),
                similar,
                extras);
    }
}
