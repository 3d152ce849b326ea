package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Issue;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.evidence.Evidence;
import io.monitoring.advisor.evidence.MetricRole;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.analysis.cause.Diagnosis;
import io.monitoring.analysis.cause.Incident;
import io.monitoring.analysis.cause.RootCause;
import io.monitoring.analysis.cause.RootCauses;
import io.monitoring.analysis.cause.ServiceSeries;
import io.monitoring.analysis.cause.Target;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the symptoms, which are the metrics users feel that stepped the wrong way, and asks for their causes. Where
 * several services on one path of calls show it, the one nearest to the users is asked about: the rest is its explanation.
 */
final class CauseSearch {

    private static final int SYMPTOMS_AT_MOST = 3;
    private static final int CAUSES_AT_MOST = 10;

    /** The alert comes two periods after the change, as a step takes two points to be seen. */
    private static final int PERIODS_TO_ALERT = 2;

    private final Evidence evidence;
    private final Draft draft;
    private final List<Reading> metrics;

    CauseSearch(Evidence evidence, List<Reading> metrics, Draft draft) {
        this.evidence = evidence;
        this.metrics = metrics;
        this.draft = draft;
    }

    /** A metric that stepped the wrong way. */
    record Symptom(Reading reading, Instant since, double sigmas) {

        String service() {
            return reading.series().service();
        }
    }

    /** Causes and issues go into the draft; returned is what the causes are the causes of. */
    List<Symptom> search() {
        List<Symptom> symptoms = symptoms();
        List<Symptom> asked = nearestToTheUsers(symptoms);
        List<ServiceSeries> series = series();
        Map<String, Cause> causes = new LinkedHashMap<>();
        for (Symptom symptom : asked.subList(0, Math.min(asked.size(), SYMPTOMS_AT_MOST))) {
            Diagnosis diagnosis = RootCauses.of(new Incident(
                    new Target(symptom.service(), symptom.reading().series().metric(), alert(symptom)),
                    evidence.dependencies(),
                    series,
                    List.of()));
            issue(symptom, diagnosis);
            diagnosis.rootCauses().forEach(cause -> causes.computeIfAbsent(cause.service(), any -> cause(cause)));
        }
        causes.values().stream().limit(CAUSES_AT_MOST).forEach(draft::cause);
        return symptoms;
    }

    private List<Symptom> symptoms() {
        List<Symptom> symptoms = new ArrayList<>();
        for (Reading reading : metrics) {
            MetricRole role = reading.role();
            if (role.isSymptom() || role == MetricRole.REQUESTS) {
                TimeSeries level = reading.level();
                Step.firstOf(level, evidence.window().from().getEpochSecond())
                        .filter(step -> role.bad() * (level.value(step.index()) - step.expected()) >= 0)
                        .ifPresent(step -> symptoms.add(new Symptom(reading, level.time(step.index()), step.sigmas())));
            }
        }
        symptoms.sort(Comparator.comparing(
                        (Symptom symptom) -> !symptom.reading().role().isSymptom())
                .thenComparing(Symptom::sigmas, Comparator.reverseOrder())
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
                Set<String> behind = behind(service);
                behind.remove(service);
                explained.addAll(behind);
            }
        });
        List<Symptom> nearest = byService.values().stream()
                .filter(symptom -> !explained.contains(symptom.service()))
                .toList();
        return nearest.isEmpty() ? List.copyOf(byService.values()) : nearest;
    }

    /** What a service calls, directly or not. */
    private Set<String> behind(String service) {
        Map<String, List<String>> calls = new TreeMap<>();
        for (Dependency one : evidence.dependencies()) {
            calls.computeIfAbsent(one.from(), any -> new ArrayList<>()).add(one.to());
        }
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(service));
        while (!open.isEmpty()) {
            calls.getOrDefault(open.pop(), List.of()).stream().filter(seen::add).forEach(open::push);
        }
        return seen;
    }

    private Instant alert(Symptom symptom) {
        Instant alert = symptom.since().plus(evidence.step().multipliedBy(PERIODS_TO_ALERT));
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
                symptom.since(),
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
