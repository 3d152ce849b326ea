package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Issue;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.evidence.Unread;
import io.monitoring.analysis.MetricRole;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.analysis.cause.Diagnosis;
import io.monitoring.analysis.cause.Incident;
import io.monitoring.analysis.cause.RootCause;
import io.monitoring.analysis.cause.RootCauses;
import io.monitoring.analysis.cause.ServiceSeries;
import io.monitoring.analysis.cause.Target;
import io.monitoring.analysis.change.ChangePoint;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the symptoms, which are the metrics users feel that changed for the worse, and asks for their causes. Where
 * several services on one path of calls show it, the one nearest to the users is asked about: the rest is its explanation.
 */
final class CauseSearch {

    private static final int SYMPTOMS_AT_MOST = 3;
    private static final int CAUSES_AT_MOST = 10;

    /** The alert comes two periods after the change, as a step takes two points to be seen. */
    private static final int PERIODS_TO_ALERT = 2;

    private final GatheredEvidence evidence;
    private final Draft draft;
    private final List<Reading> metrics;

    CauseSearch(GatheredEvidence evidence, List<Reading> metrics, Draft draft) {
        this.evidence = evidence;
        this.metrics = metrics;
        this.draft = draft;
    }

    /** A metric that changed for the worse. */
    record Symptom(Reading reading, ChangePoint change) {

        String service() {
            return reading.series().service();
        }
    }

    /** Causes and issues go into the draft; returned is what the causes are the causes of. */
    List<Symptom> search() {
        List<Symptom> symptoms = symptoms();
        List<Symptom> asked = nearestToTheUsers(symptoms);
        List<ServiceSeries> series = series();
        var doubt = new UnreadServices(evidence, unread(series), draft.ledger());
        Map<String, Cause> causes = new LinkedHashMap<>();
        for (Symptom symptom : asked.subList(0, Math.min(asked.size(), SYMPTOMS_AT_MOST))) {
            Diagnosis diagnosis = RootCauses.of(new Incident(
                    new Target(symptom.service(), symptom.reading().series().metric(), alert(symptom)),
                    evidence.dependencies(),
                    series,
                    List.of()));
            issue(symptom, diagnosis);
            diagnosis
                    .rootCauses()
                    .forEach(cause -> causes.computeIfAbsent(
                            cause.service(), service -> doubt.weighed(cause(cause), comesFrom(symptom, service))));
        }
        ranked(causes.values()).limit(CAUSES_AT_MOST).forEach(draft::cause);
        return symptoms;
    }

    /** Those of one symptom after those of the one before it; by score only where something was not read. */
    private Stream<Cause> ranked(Collection<Cause> causes) {
        return evidence.unread().isEmpty()
                ? causes.stream()
                : causes.stream().sorted(Comparator.comparing(Cause::score).reversed());
    }

    /** What was not read, and what is not computed with because it would be too much. */
    private Unread unread(List<ServiceSeries> series) {
        if (series.size() == metrics.size()) {
            return evidence.unread();
        }
        Set<String> computed = series.stream().map(ServiceSeries::label).collect(Collectors.toSet());
        SortedSet<String> leftOut = metrics.stream()
                .filter(reading -> !computed.contains(reading.name()))
                .map(reading -> reading.series().service())
                .collect(Collectors.toCollection(TreeSet::new));
        draft.missing(
                "a search for causes in " + UnreadServices.named(leftOut),
                "more than " + TimeSeries.POINTS_LIMIT + " points; ask for less time",
                null);
        return evidence.unread().and(leftOut);
    }

    /** Slowness and failures come from what a service calls, directly or not; traffic from its callers. */
    private SortedSet<String> comesFrom(Symptom symptom, String service) {
        return symptom.reading().role() == MetricRole.REQUESTS
                ? reached(service, Dependency::to, Dependency::from)
                : reached(service, Dependency::from, Dependency::to);
    }

    private List<Symptom> symptoms() {
        List<Symptom> symptoms = new ArrayList<>();
        for (Reading reading : metrics) {
            MetricRole role = reading.role();
            if (role.isSymptom() || role == MetricRole.REQUESTS) {
                LevelChange.of(reading, evidence.window().from())
                        .filter(change -> role.bad() * change.size() >= 0)
                        .ifPresent(change -> symptoms.add(new Symptom(reading, change)));
            }
        }
        symptoms.sort(Comparator.comparing(
                        (Symptom symptom) -> !symptom.reading().role().isSymptom())
                .thenComparing(symptom -> -symptom.change().score())
                .thenComparing(symptom -> symptom.reading().series()));
        return symptoms;
    }

    /** One for each service that no other one with a symptom leads to; all of them, where they call in a circle. */
    private List<Symptom> nearestToTheUsers(List<Symptom> symptoms) {
        Map<String, Symptom> byService = new LinkedHashMap<>();
        symptoms.forEach(symptom -> byService.putIfAbsent(symptom.service(), symptom));
        Set<String> explained = new HashSet<>();
        byService.forEach((service, symptom) -> {
            if (symptom.reading().role().isSymptom() && !explained.contains(service)) {
                Set<String> behind = reached(service, Dependency::from, Dependency::to);
                behind.remove(service);
                explained.addAll(behind);
            }
        });
        List<Symptom> nearest = byService.values().stream()
                .filter(symptom -> !explained.contains(symptom.service()))
                .toList();
        return nearest.isEmpty() ? List.copyOf(byService.values()) : nearest;
    }

    /** What a service leads to, directly or not. */
    private SortedSet<String> reached(
            String service, Function<Dependency, String> from, Function<Dependency, String> to) {
        Map<String, List<String>> next = new TreeMap<>();
        for (Dependency one : evidence.dependencies()) {
            next.computeIfAbsent(from.apply(one), any -> new ArrayList<>()).add(to.apply(one));
        }
        SortedSet<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(service));
        while (!open.isEmpty()) {
            next.getOrDefault(open.pop(), List.of()).stream().filter(seen::add).forEach(open::push);
        }
        return seen;
    }

    private Instant alert(Symptom symptom) {
        Instant alert = symptom.change().at().plus(evidence.step().multipliedBy(PERIODS_TO_ALERT));
        return alert.isAfter(evidence.window().to()) ? evidence.window().to() : alert;
    }

    /** As many as may be computed with; those of a known role first. */
    private List<ServiceSeries> series() {
        List<ServiceSeries> series = new ArrayList<>();
        long points = 0;
        List<Reading> byRole = new ArrayList<>(metrics);
        byRole.sort(Comparator.comparing(Reading::role));
        for (Reading reading : byRole) {
            points += reading.size();
            if (points > TimeSeries.POINTS_LIMIT) {
                break;
            }
            series.add(new ServiceSeries(
                    reading.series().service(), reading.series().metric(), reading.level()));
        }
        return series;
    }

    private void issue(Symptom symptom, Diagnosis diagnosis) {
        MetricRole role = symptom.reading().role();
        String what =
                switch (role) {
                    case LATENCY -> "answers slowly";
                    case AVAILABILITY, ERRORS -> "fails more than usual";
                    case REQUESTS -> "has another load than usual";
                    case SATURATION, OTHER -> "is not as usual";
                };
        Optional<String> shown = draft.anomalies().stream()
                .filter(one -> one.serviceName().equals(symptom.service())
                        && one.metricType().equals(symptom.reading().series().metric()))
                .map(one -> one.evidence().getFirst())
                .findFirst();
        draft.issue(new Issue(
                symptom.service() + " " + what,
                role.isSymptom() ? Level.HIGH : Level.MEDIUM,
                symptom.service(),
                symptom.change().at(),
                shown.map(List::of).orElseGet(List::of)));
        if (!diagnosis.significant()) {
            draft.insight(
                    symptom.service() + " " + what + ", and no cause stands out: " + diagnosis.words(), List.of());
        }
    }

    private Cause cause(RootCause cause) {
        List<String> ids = cause.evidence().stream()
                .map(one -> draft.ledger().cause(cause.service(), one))
                .toList();
        String words = cause.evidence().isEmpty()
                ? cause.service()
                : cause.evidence().getFirst().words();
        return new Cause(cause.service(), Ledger.rounded(cause.score()), words, ids);
    }
}
