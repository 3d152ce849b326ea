package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Extras;
import io.monitoring.advisor.document.Extras.SafeOptimization;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.engine.CauseSearch.Symptom;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.evidence.Usage;
import io.monitoring.advisor.request.AnalysisCall;
import io.monitoring.advisor.request.AnalysisRequest;
import io.monitoring.advisor.request.AnalysisRequest.CapacityPrediction;
import io.monitoring.advisor.request.AnalysisRequest.CostOptimization;
import io.monitoring.advisor.request.AnalysisRequest.DatabasePerformance;
import io.monitoring.advisor.request.AnalysisRequest.DynamoDbOptimization;
import io.monitoring.advisor.request.AnalysisRequest.Incident;
import io.monitoring.advisor.request.AnalysisRequest.IncidentResponse;
import io.monitoring.advisor.request.AnalysisRequest.LambdaOptimization;
import io.monitoring.advisor.request.AnalysisRequest.Overview;
import io.monitoring.advisor.request.AnalysisRequest.PerformanceDegradation;
import io.monitoring.advisor.request.AnalysisRequest.PerformanceOptimization;
import io.monitoring.advisor.request.AnalysisRequest.PostIncident;
import io.monitoring.analysis.slo.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The local findings: no clock, no randomness, no outside call. The same evidence gets the same findings. */
public final class LocalEngine {

    private LocalEngine() {}

    /**
     * @param usage what the store used; only the optimisations look at it
     * @param recovery how long a breaker is open before its first trial at present
     * @param objective what is promised of every service
     */
    public static Draft analyse(
            AnalysisCall call, GatheredEvidence evidence, Usage usage, Duration recovery, Objective objective) {
        var draft = new Draft();
        List<Reading> metrics = evidence.metrics();
        new OwnHealth(evidence, draft).examine();
        new AnomalyScan(evidence, draft).scan();
        List<Symptom> symptoms = new CauseSearch(evidence, metrics, draft).search();
        new BurnRates(evidence, objective, draft).examine(metrics);
        draft.extras(special(call.request(), evidence, usage, recovery, draft));
        new Playbook(evidence, draft).advise();
        draft.extras(whatFollows(call.request(), evidence, draft));
        stated(call.request(), draft);
        if (symptoms.isEmpty() && !evidence.readings().isEmpty()) {
            draft.insight(
                    "Nothing that users feel changed significantly: " + metrics.size() + " metrics were looked at"
                            + (evidence.unread().services().isEmpty() ? "" : ", and not all could be read"),
                    List.of());
        }
        return draft;
    }

    /** What is special to a request and gives recommendations of its own. */
    private static Extras special(
            AnalysisRequest request, GatheredEvidence evidence, Usage usage, Duration recovery, Draft draft) {
        return switch (request) {
            case LambdaOptimization lambda -> new FunctionMemory(lambda, evidence, draft).advise();
            case CostOptimization any -> new StoreCosts(usage, evidence, draft).costs();
            case DynamoDbOptimization table -> safe(List.of(), evidence, usage, draft);
            case PerformanceOptimization any ->
                safe(RecoveryAdvice.of(evidence, recovery, draft).stream().toList(), evidence, usage, draft);
            case CapacityPrediction capacity -> new CapacityPlan(capacity, evidence, draft).plan();
            case Overview any -> new Extras.None();
            case Incident any -> new Extras.None();
            case IncidentResponse any -> new Extras.None();
            case PostIncident any -> new Extras.None();
            case PerformanceDegradation any -> new Extras.None();
            case DatabasePerformance any -> new Extras.None();
        };
    }

    private static Extras.Safe safe(List<SafeOptimization> first, GatheredEvidence evidence, Usage usage, Draft draft) {
        List<SafeOptimization> all = new ArrayList<>(first);
        all.addAll(new StoreCosts(usage, evidence, draft).safe());
        all.forEach(one -> {
            RunbookStep step = one.setting() == null ? RunbookStep.BATCHING : RunbookStep.CAPACITY;
            draft.recommend(step, one.action() + "; " + step.words(), one.title(), one.evidence());
        });
        return new Extras.Safe(all, null);
    }

    /** What is made from the recommendations. */
    private static Extras whatFollows(AnalysisRequest request, GatheredEvidence evidence, Draft draft) {
        return switch (request) {
            case IncidentResponse response -> ResponsePlan.of(response, draft);
            case PostIncident incident -> Retrospective.of(incident, evidence, draft);
            default -> draft.extras();
        };
    }

    /** Where somebody says that it is worse than it looks from here, that is worth a line. */
    private static void stated(AnalysisRequest request, Draft draft) {
        Optional<AnalysisRequest.Severity> severity =
                switch (request) {
                    case Incident incident -> incident.severity();
                    case IncidentResponse response -> response.severity();
                    default -> Optional.empty();
                };
        severity.filter(stated ->
                        stated == AnalysisRequest.Severity.P0 && draft.risk().compareTo(Level.HIGH) < 0)
                .ifPresent(stated -> draft.insight(
                        "The incident is declared " + stated + ", but what is reported here shows a risk of "
                                + draft.risk().name().toLowerCase(Locale.ROOT)
                                + ": look also where nothing reports",
                        List.of()));
    }
}
