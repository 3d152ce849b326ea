package io.monitoring.analysis.cause;

import io.monitoring.analysis.Evidence;
import io.monitoring.analysis.MetricRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Ranks services as causes of a symptom. In this order: when did it begin (the onset at which most of the way down from
 * the target changed most clearly), what changed there, which of it explains which, and where does that end.
 */
public final class RootCauses {

    private static final int MOST = 10;
    /** Silence is this many times as suspicious as the change of whom it is silent to, or, of the target, as significance. */
    private static final double SILENCE = 2;

    private final Incident incident;
    private final RankingTuning tuning;
    private final Observations observations;
    private final CallGraph calls;
    private final CallGraph callers;
    private final String kind;
    private final String start;

    private RootCauses(Incident incident, RankingTuning tuning) {
        this.incident = incident;
        this.tuning = tuning;
        this.observations = new Observations(incident, tuning);
        this.calls = CallGraph.downwards(incident.dependencies());
        this.callers = CallGraph.upwards(incident.dependencies());
        this.kind = Observations.kind(incident.target().metric());
        this.start = incident.target().service();
    }

    /** The same answer for the same incident, whatever the order of its lists. */
    public static Diagnosis of(Incident incident) {
        return of(incident, RankingTuning.STANDARD);
    }

    static Diagnosis of(Incident incident, RankingTuning tuning) {
        return new RootCauses(incident, tuning).diagnosis();
    }

    private Diagnosis diagnosis() {
        long step = observations.step();
        if (step == 0) {
            return Diagnosis.nothing("Nothing to compare: no series has two points");
        }
        Attribution best = null;
        double clearest = 0;
        for (long onset : observations.onsets(step)) {
            Window window = Window.at(onset, incident.target().at().getEpochSecond(), step);
            Attribution attribution = new Attribution(observations, graph(), window, step, tuning);
            double clarity = clarity(attribution);
            if (best == null || clarity > clearest) {
                best = attribution;
                clearest = clarity;
            }
        }
        return best == null ? Diagnosis.nothing("There are no points around the alert") : ranked(best);
    }

    private CallGraph graph() {
        return kind.equals(MetricRole.REQUESTS.name()) ? callers : calls;
    }

    /** How much of the way from the target changed, and how clearly; a very clear change does not outvote all others. */
    private double clarity(Attribution attribution) {
        double clarity = 0;
        for (String service : graph().from(start).services()) {
            Movement movement = attribution.movement(service, kind);
            if (movement != null && movement.silent()) {
                clarity += service.equals(start) ? SILENCE * tuning.significance() : 0;
            } else if (movement != null && attribution.guilty(service, kind, start)) {
                clarity += Math.sqrt(Math.abs(movement.strength())) * attribution.cost(service, kind, start);
            }
        }
        return clarity;
    }

    private Diagnosis ranked(Attribution attribution) {
        Map<String, Double> scores = new TreeMap<>();
        attribution.own(start, kind, 1).forEach((service, part) -> {
            double crossed = cross(attribution, service, part, scores);
            double kept = (part - crossed) * confidence(attribution, service, kind);
            scores.merge(service, kept, Double::sum);
        });
        List<RootCause> causes = scores.entrySet().stream()
                .filter(entry -> entry.getValue() >= 0.05)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(entry -> new RootCause(
                        entry.getKey(), Math.min(1, entry.getValue()), evidence(attribution, entry.getKey())))
                .toList();
        if (causes.isEmpty()) {
            return Diagnosis.nothing("Nothing that " + start + " "
                    + incident.target().metric() + " depends on changed by more than it does in normal operation");
        }
        return new Diagnosis(
                true,
                causes,
                Instant.ofEpochSecond(attribution.window().onset()),
                causes.getFirst().service() + " is the likeliest cause: "
                        + causes.getFirst().evidence().getFirst().words());
    }

    /** Hands a part of what nothing of the same kind explains to neighbours with harm of another kind; returns how much. */
    private double cross(Attribution attribution, String service, double part, Map<String, Double> scores) {
        Set<String> neighbours = new TreeSet<>(calls.next(service));
        if (kind.equals(MetricRole.REQUESTS.name())) {
            neighbours.addAll(callers.next(service));
            neighbours.add(service);
        }
        Map<String, String> harmed = new TreeMap<>();
        neighbours.forEach(other -> {
            String worst = worst(attribution, other);
            if (worst != null) {
                harmed.put(other, worst);
            }
        });
        List<String> quiet = quiet(attribution, service);
        if (quiet.size() == 1) {
            harmed.remove(quiet.getFirst());
        }
        int takers = harmed.size() + (quiet.size() == 1 ? 1 : 0);
        if (takers == 0) {
            return 0;
        }
        double own = strength(attribution, service, kind);
        double others = harmed.entrySet().stream()
                        .mapToDouble(entry -> strength(attribution, entry.getKey(), entry.getValue()))
                        .sum()
                + (quiet.size() == 1 ? SILENCE * own : 0);
        double crossed = part * tuning.crossing() * others / (others + own);
        double each = crossed / takers;
        if (quiet.size() == 1) {
            scores.merge(quiet.getFirst(), each * confidence(SILENCE * own), Double::sum);
        }
        harmed.forEach((other, otherKind) -> new Attribution(attribution, calls)
                .own(other, otherKind, each)
                .forEach((owner, rest) ->
                        scores.merge(owner, rest * confidence(attribution, owner, otherKind), Double::sum)));
        return crossed;
    }

    /** The kind of harm, other than the symptom's, by which a service changed most clearly; null when by none. */
    private String worst(Attribution attribution, String service) {
        return observations.kinds(service).stream()
                .filter(other -> !other.equals(kind) && MetricRole.of(other).isSymptom())
                .filter(other -> attribution.guilty(service, other, service))
                .max(Comparator.comparingDouble(
                        other -> attribution.movement(service, other).strength()))
                .orElse(null);
    }

    /** What the service calls and no longer hears of. One is down; all of them are not: they are no longer called. */
    private List<String> quiet(Attribution attribution, String service) {
        List<String> quiet = new ArrayList<>();
        for (String other : calls.next(service)) {
            Movement traffic = attribution.movement(other, MetricRole.REQUESTS.name());
            boolean untravelled = traffic == null
                    ? attribution.silent(other, kind)
                    : traffic.silent() || traffic.significant(tuning) && traffic.relative() < -0.9;
            if (untravelled) {
                quiet.add(other);
            }
        }
        return quiet;
    }

    private double confidence(Attribution attribution, String service, String ofKind) {
        return confidence(strength(attribution, service, ofKind));
    }

    private double strength(Attribution attribution, String service, String ofKind) {
        return attribution.silent(service, ofKind)
                ? SILENCE * tuning.significance()
                : Math.abs(attribution.movement(service, ofKind).strength());
    }

    /** 2/3 at the line of significance, towards 1 above it. */
    private double confidence(double sigmas) {
        return sigmas / (sigmas + tuning.significance() / 2);
    }

    private List<Evidence> evidence(Attribution attribution, String service) {
        return observations.kinds(service).stream()
                .map(one -> attribution.movement(service, one))
                .filter(movement -> movement != null && (movement.silent() || movement.significant(tuning)))
                .sorted(Comparator.comparing((Movement movement) ->
                                !Observations.kind(movement.series().metric()).equals(kind))
                        .thenComparing(movement -> -Math.abs(movement.strength())))
                .map(Movement::evidence)
                .toList();
    }
}
