package io.monitoring.analysis.cause;

import io.monitoring.analysis.MetricRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Follows a symptom to where it ends. A service's change is weighed by what it costs: seconds waited, requests failed
 * ({@code change x requests}); what significant changes next on the route cost is taken out of it, and goes on with them.
 * What nothing on the route explains stays, and is the service's own.
 */
final class Attribution {

    /** A service that is not seen to change hides half of what lies behind it; one that is not measured hides nothing. */
    private static final double THROUGH_CALM = 0.5;

    private final Observations observations;
    private final CallGraph graph;
    private final Window window;
    private final long step;
    private final RankingTuning tuning;
    private final Map<String, Map<String, Movement>> movements = new HashMap<>();

    Attribution(Observations observations, CallGraph graph, Window window, long step, RankingTuning tuning) {
        this.observations = observations;
        this.graph = graph;
        this.window = window;
        this.step = step;
        this.tuning = tuning;
    }

    /** The same movements, along another graph. */
    Attribution(Attribution same, CallGraph graph) {
        this(same.observations, graph, same.window, same.step, same.tuning);
        movements.putAll(same.movements);
    }

    Window window() {
        return window;
    }

    /** The part of the symptom's cost that a service's own change has, at most 1. */
    double cost(String service, String kind, String start) {
        double symptom = effective(start, kind, start);
        double cost = effective(service, kind, start);
        return symptom <= 0 ? 1 : Math.min(1, cost / symptom);
    }

    /** The parts of a symptom by service, where each is the service's own; they sum to {@code amount} or less. */
    Map<String, Double> own(String start, String kind, double amount) {
        CallGraph.Route route = graph.from(start);
        double matter = tuning.share() * effective(start, kind, start);
        Map<String, Double> costs = new HashMap<>();
        List<String> services = route.services();
        for (int i = services.size() - 1; i >= 0; i--) {
            String service = services.get(i);
            costs.put(service, cost(service, kind, route, costs, service.equals(start) ? 0 : matter, start));
        }
        Map<String, Double> arriving = new HashMap<>(Map.of(start, amount));
        Map<String, Double> own = new TreeMap<>();
        for (String service : services) {
            double here = arriving.getOrDefault(service, 0.0);
            if (here <= 0) {
                continue;
            }
            List<String> next = route.after(service);
            double behind = next.stream().mapToDouble(costs::get).sum();
            boolean changed = guilty(service, kind, start) || silent(service, kind);
            double explained = behind <= 0 ? 0 : changed ? explained(service, kind, start, behind, next) : 1;
            if (behind > 0) {
                next.forEach(other -> arriving.merge(other, explained * here * costs.get(other) / behind, Double::sum));
            }
            if (changed && explained < 1) {
                own.put(service, here * (1 - explained));
            }
        }
        return own;
    }

    private double cost(
            String service,
            String kind,
            CallGraph.Route route,
            Map<String, Double> costs,
            double matter,
            String start) {
        double behind = route.after(service).stream().mapToDouble(costs::get).sum();
        Movement movement = movement(service, kind);
        if (movement == null || movement.silent()) {
            return behind;
        }
        double cost = Math.abs(movement.change()) * weight(service, kind, start);
        return guilty(service, kind, start) && cost >= matter ? cost : THROUGH_CALM * behind;
    }

    private double explained(String service, String kind, String start, double behind, List<String> next) {
        double own = effective(service, kind, start);
        if (kind.equals(MetricRole.REQUESTS.name())) {
            // Traffic multiplies on its way, so parts are compared, not requests.
            double before =
                    next.stream().mapToDouble(other -> before(other, kind)).sum();
            double relative = Math.abs(movement(service, kind).relative());
            return before <= 0 || relative == 0 ? 0 : Math.min(1, tuning.explains() * behind / before / relative);
        }
        return own <= 0 ? 1 : Math.min(1, tuning.explains() * behind / own);
    }

    private double before(String service, String kind) {
        Movement movement = movement(service, kind);
        if (movement == null) {
            return 0;
        }
        return Math.abs(Double.isNaN(movement.before()) ? movement.normal() : movement.before());
    }

    /** What the change of a service costs, but no less than what its noise does. */
    double effective(String service, String kind, String start) {
        Movement movement = movement(service, kind);
        if (movement == null || movement.silent()) {
            return 0;
        }
        double change = movement.role().isSymptom() ? Math.max(0, movement.harm()) : Math.abs(movement.change());
        return Math.max(change, movement.noise()) * weight(service, kind, start);
    }

    /** Changed for the worse; where no direction is the worse, in the direction of the symptom. */
    boolean guilty(String service, String kind, String start) {
        Movement movement = movement(service, kind);
        if (movement == null || movement.silent() || !movement.significant(tuning)) {
            return false;
        }
        if (movement.role().isSymptom()) {
            return movement.strength() > 0;
        }
        Movement symptom = movement(start, kind);
        return symptom == null || movement.role() != MetricRole.REQUESTS || symptom.change() * movement.change() > 0;
    }

    boolean silent(String service, String kind) {
        Movement movement = movement(service, kind);
        return movement != null && movement.silent();
    }

    /** Requests, where a change is one a request; who does not tell them is taken to have as many as the symptom's. */
    private double weight(String service, String kind, String start) {
        if (!kind.equals(MetricRole.LATENCY.name()) && !kind.equals(MetricRole.AVAILABILITY.name())) {
            return 1;
        }
        double requests = observations.requests(service, window);
        double others = Double.isNaN(requests) ? observations.requests(start, window) : requests;
        return Double.isNaN(others) ? 1 : others;
    }

    Movement movement(String service, String kind) {
        return movements
                .computeIfAbsent(service, any -> new HashMap<>())
                .computeIfAbsent(kind, any -> observations.movement(service, kind, window, step));
    }
}
