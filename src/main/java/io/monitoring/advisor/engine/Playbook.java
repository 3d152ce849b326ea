package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Exhibit;
import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Unusual;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.analysis.MetricRole;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.platform.guard.Dependencies;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From findings to what to do: for each cause the runbook and step that fit the kind of metric which gives it away. */
final class Playbook {

    private static final Set<String> OWN = Set.of(Dependencies.DYNAMODB, Dependencies.SQS, Dependencies.BEDROCK);
    private static final int CAUSES_AT_MOST = 3;

    private final GatheredEvidence evidence;
    private final Draft draft;

    Playbook(GatheredEvidence evidence, Draft draft) {
        this.evidence = evidence;
        this.draft = draft;
    }

    void advise() {
        draft.causes().stream()
                .filter(cause -> !isOwn(cause))
                .limit(CAUSES_AT_MOST)
                .forEach(this::forCause);
        silent();
        saturated();
        burning();
        if (!draft.causes().isEmpty()) {
            draft.recommend(
                    RunbookStep.VALIDATE,
                    "When it is over, validate: " + RunbookStep.VALIDATE.words(),
                    "a repair is known by the points that follow it",
                    draft.causes().getFirst().evidence());
        }
        nothingToDo();
    }

    private boolean isOwn(Cause cause) {
        return OWN.contains(cause.serviceName())
                && cause.evidence().stream().map(this::exhibit).anyMatch(one -> one.kind()
                        .equals("breaker"));
    }

    private Exhibit exhibit(String id) {
        return draft.exhibits().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void forCause(Cause cause) {
        MetricRole role = cause.evidence().stream()
                .map(this::exhibit)
                .map(Exhibit::metricType)
                .filter(Objects::nonNull)
                .map(MetricRole::of)
                .findFirst()
                .orElse(MetricRole.OTHER);
        String service = cause.serviceName();
        Set<String> callers = callers(service);
        switch (role) {
            case LATENCY -> {
                recommend(RunbookStep.FIND_SLOW, "Look at " + service + " first: it became slow by itself", cause);
                recommend(
                        RunbookStep.RELIEVE_SLOW,
                        callers.isEmpty()
                                ? "Relieve " + service + ": undo its last change, or give it more capacity"
                                : "Relieve " + service + ": undo its last change or give it more capacity; until then"
                                        + " let the circuit breakers of its callers (" + String.join(", ", callers)
                                        + ") open",
                        cause);
            }
            case AVAILABILITY, ERRORS -> {
                recommend(RunbookStep.FIND_FAILING, "Look at " + service + " first: it fails by itself", cause);
                recommend(
                        RunbookStep.ROLL_BACK,
                        callers.isEmpty()
                                ? "Roll back the last change of " + service
                                : "Roll back the last change of " + service + ", or isolate it by the circuit breakers"
                                        + " of its callers (" + String.join(", ", callers) + ")",
                        cause);
            }
            case REQUESTS ->
                recommend(RunbookStep.CAPACITY, "Match the capacity of " + service + " to its new load", cause);
            case SATURATION ->
                recommend(RunbookStep.CAPACITY, "Give " + service + " more of what it runs out of", cause);
            case OTHER -> recommend(RunbookStep.ASSESS, "Look at " + service + " first", cause);
        }
    }

    private void recommend(RunbookStep step, String action, Cause cause) {
        draft.recommend(step, action + "; " + step.words(), cause.words(), cause.evidence());
    }

    private Set<String> callers(String service) {
        return evidence.dependencies().stream()
                .filter(one -> one.to().equals(service))
                .map(Dependency::from)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void silent() {
        draft.anomalies().stream()
                .filter(one -> one.direction().equals("silent"))
                .collect(Collectors.groupingBy(Unusual::serviceName, TreeMap::new, Collectors.toList()))
                .forEach((service, series) -> draft.recommend(
                        RunbookStep.ASSESS,
                        "See whether " + service + " still runs: " + series.size()
                                + " of its series went silent; "
                                + RunbookStep.ASSESS.words(),
                        "no points since " + series.getFirst().at(),
                        series.stream().flatMap(one -> one.evidence().stream()).toList()));
    }

    private void saturated() {
        draft.anomalies().stream()
                .filter(one -> MetricRole.of(one.metricType()) == MetricRole.SATURATION
                        && one.direction().equals("up"))
                .limit(CAUSES_AT_MOST)
                .forEach(one -> draft.recommend(
                        RunbookStep.CAPACITY,
                        "Find what fills " + one.metricType() + " of " + one.serviceName() + "; "
                                + RunbookStep.CAPACITY.words(),
                        exhibit(one.evidence().getFirst()).words(),
                        one.evidence()));
    }

    private void burning() {
        draft.exhibits().stream()
                .filter(one -> one.kind().equals(BurnRates.KIND))
                .limit(CAUSES_AT_MOST)
                .forEach(one -> draft.recommend(
                        RunbookStep.FIND_FAILING,
                        "Find what fails in " + one.serviceName() + " before its error budget is spent; "
                                + RunbookStep.FIND_FAILING.words(),
                        one.words(),
                        List.of(one.id())));
    }

    /** An answer of no recommendation at all would leave open whether anybody looked. */
    private void nothingToDo() {
        if (!draft.recommendations().isEmpty()) {
            return;
        }
        long services = evidence.readings().stream()
                .map(reading -> reading.series().service())
                .distinct()
                .count();
        if (!evidence.unread().services().isEmpty()) {
            draft.recommend(
                    null,
                    "Ask again, or look for yourself: not all points of "
                            + UnreadServices.named(evidence.unread().services()) + " could be read",
                    "in the " + evidence.readings().size() + " series that were read nothing significant changed",
                    List.of());
        } else if (services > 0) {
            draft.recommend(
                    null,
                    "No action: nothing significant changed",
                    evidence.readings().size() + " series of " + services + " services were compared with what was"
                            + " usual before",
                    List.of());
        } else if (evidence.missing().isEmpty()) {
            draft.recommend(
                    null,
                    "Send points: no service has reported in this time",
                    "POST /metrics takes latency_ms, errors, requests of each service",
                    List.of());
        }
    }
}
