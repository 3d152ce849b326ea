package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Exhibit;
import io.monitoring.advisor.document.Extras.Review;
import io.monitoring.advisor.document.Findings.Action;
import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Factor;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.document.Findings.Missing;
import io.monitoring.advisor.document.Findings.Moment;
import io.monitoring.advisor.document.Findings.Recommendation;
import io.monitoring.advisor.document.Findings.Unusual;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.request.AnalysisRequest.PostIncident;
import io.monitoring.analysis.change.Correlation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened in which order, what helped it along, and what to do so that it does not happen again. */
final class Retrospective {

    private static final int MOMENTS_AT_MOST = 200;

    /** Periods by which one may be later than the other. */
    private static final int LAGS = 10;

    private static final double CHANCE = 0.001;
    private static final double CLOSE = 0.5;

    private final GatheredEvidence evidence;
    private final Draft draft;
    private final Set<String> causes;

    private Retrospective(GatheredEvidence evidence, Draft draft) {
        this.evidence = evidence;
        this.draft = draft;
        this.causes = draft.causes().stream().map(Cause::serviceName).collect(Collectors.toSet());
    }

    static Review of(PostIncident request, GatheredEvidence evidence, Draft draft) {
        var retrospective = new Retrospective(evidence, draft);
        return new Review(
                request.incidentId().orElse(null),
                retrospective.timeline(),
                retrospective.factors(),
                retrospective.actions());
    }

    private List<Moment> timeline() {
        List<Moment> moments = new ArrayList<>();
        draft.anomalies()
                .forEach(one -> moments.add(new Moment(
                        one.at(), "anomaly", exhibit(one.evidence().getFirst()).words(), one.evidence())));
        for (Cause cause : draft.causes()) {
            if (!cause.evidence().isEmpty()) {
                Exhibit first = exhibit(cause.evidence().getFirst());
                moments.add(new Moment(
                        first.window().from(),
                        "cause",
                        "the change of " + cause.serviceName() + " that explains the rest: " + first.words(),
                        cause.evidence()));
            }
        }
        evidence.moves()
                .forEach(move -> moments.add(new Moment(
                        move.at(),
                        "breaker",
                        "circuit breaker " + move.name() + " " + move.from() + " to " + move.to() + ": "
                                + move.reason(),
                        List.of())));
        moments.sort(
                Comparator.comparing(Moment::at).thenComparing(Moment::kind).thenComparing(Moment::text));
        return List.copyOf(moments.subList(0, Math.min(moments.size(), MOMENTS_AT_MOST)));
    }

    /** Services that changed too, and what the breakers did. */
    private List<Factor> factors() {
        List<Factor> factors = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        draft.anomalies().stream()
                .map(Unusual::serviceName)
                .filter(service -> !causes.contains(service))
                .forEach(others::add);
        List<Reading> metrics = evidence.metrics();
        Optional<Reading> ofTheCause = ofTheCause(metrics);
        for (String service : others) {
            List<Unusual> own = draft.anomalies().stream()
                    .filter(one -> one.serviceName().equals(service))
                    .toList();
            String text = service + " changed with it: "
                    + own.stream()
                            .map(one -> one.metricType() + " " + one.direction())
                            .distinct()
                            .collect(Collectors.joining(", "));
            List<String> ids = new ArrayList<>(
                    own.stream().flatMap(one -> one.evidence().stream()).toList());
            Optional<Correlation> along = ofTheCause.flatMap(cause ->
                    reading(metrics, service, own.getFirst().metricType()).flatMap(other -> along(cause, other)));
            along.ifPresent(one -> ids.add(draft.ledger().ofService("correlation", service, one.evidence())));
            factors.add(new Factor(
                    along.map(one -> text + "; " + one.evidence().words()).orElse(text), ids));
        }
        draft.exhibits().stream()
                .filter(exhibit -> exhibit.kind().equals("breaker"))
                .forEach(exhibit -> factors.add(new Factor(exhibit.words(), List.of(exhibit.id()))));
        return factors;
    }

    /** What gives the likeliest cause away. */
    private Optional<Reading> ofTheCause(List<Reading> metrics) {
        return draft.causes().stream().findFirst().flatMap(cause -> cause.evidence().stream()
                .map(this::exhibit)
                .filter(exhibit -> exhibit.metricType() != null)
                .findFirst()
                .flatMap(exhibit -> reading(metrics, cause.serviceName(), exhibit.metricType())));
    }

    private static Optional<Reading> reading(List<Reading> metrics, String service, String metric) {
        return metrics.stream()
                .filter(one -> one.series().service().equals(service)
                        && one.series().metric().equals(metric))
                .findFirst();
    }

    /** Where two metrics move together so clearly that it is no chance, and how much later the second. */
    private Optional<Correlation> along(Reading cause, Reading other) {
        return Correlation.of(
                        cause.name(),
                        cause.level(),
                        other.name(),
                        other.level(),
                        evidence.step().multipliedBy(LAGS))
                .filter(one -> one.probability() < CHANCE && Math.abs(one.coefficient()) >= CLOSE);
    }

    private List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (Cause cause : draft.causes()) {
            actions.add(new Action(
                    "Find out what changed in " + cause.serviceName() + ", and keep it from changing so again",
                    Level.HIGH,
                    cause.words(),
                    cause.evidence()));
            cause.evidence().stream()
                    .map(this::exhibit)
                    .filter(exhibit -> exhibit.metricType() != null)
                    .findFirst()
                    .ifPresent(exhibit -> actions.add(new Action(
                            "Alert on " + exhibit.metricType() + " of " + exhibit.serviceName(),
                            Level.MEDIUM,
                            "it was the first to tell: " + exhibit.words(),
                            List.of(exhibit.id()))));
        }
        draft.recommendations().stream()
                .filter(one -> one.runbook() != null)
                .map(Recommendation::runbook)
                .distinct()
                .forEach(runbook -> actions.add(new Action(
                        "Bring runbook " + runbook + " up to date with what was done",
                        Level.LOW,
                        "it was used, or should have been",
                        List.of())));
        for (Missing gap : draft.missing()) {
            actions.add(new Action("Report " + gap.what(), Level.LOW, gap.why(), List.of()));
        }
        return actions;
    }

    private Exhibit exhibit(String id) {
        return draft.exhibits().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
