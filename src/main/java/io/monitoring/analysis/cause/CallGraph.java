package io.monitoring.analysis.cause;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who calls whom. Neighbours are visited in the order of their names, so the order of the input has no effect. */
final class CallGraph {

    private final Map<String, SortedSet<String>> next = new TreeMap<>();

    private CallGraph() {}

    /** From callers to what they call: the way to look for the origin of harm. */
    static CallGraph downwards(List<Dependency> dependencies) {
        CallGraph graph = new CallGraph();
        dependencies.forEach(one -> graph.connect(one.from(), one.to()));
        return graph;
    }

    /** From the called to their callers: the way to look for the origin of traffic. */
    static CallGraph upwards(List<Dependency> dependencies) {
        CallGraph graph = new CallGraph();
        dependencies.forEach(one -> graph.connect(one.to(), one.from()));
        return graph;
    }

    private void connect(String from, String to) {
        if (!from.equals(to)) {
            next.computeIfAbsent(from, any -> new TreeSet<>()).add(to);
        }
    }

    Set<String> next(String service) {
        return Collections.unmodifiableSet(next.getOrDefault(service, Collections.emptySortedSet()));
    }

    /** All services that are reached from {@code start}, each before those it leads to. */
    Route from(String start) {
        List<String> finished = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(start));
        Deque<String> path = new ArrayDeque<>(List.of(start));
        Deque<Iterator<String>> open = new ArrayDeque<>(List.of(next(start).iterator()));
        while (!path.isEmpty()) {
            if (open.getFirst().hasNext()) {
                String service = open.getFirst().next();
                if (seen.add(service)) {
                    path.push(service);
                    open.push(next(service).iterator());
                }
            } else {
                finished.add(path.pop());
                open.pop();
            }
        }
        Collections.reverse(finished);
        return new Route(finished);
    }

    /** A walk without circles: of a circle, the edge that closes it is left out. */
    final class Route {

        private final List<String> services;
        private final Map<String, Integer> position = new HashMap<>();

        private Route(List<String> services) {
            this.services = List.copyOf(services);
            for (int i = 0; i < services.size(); i++) {
                position.put(services.get(i), i);
            }
        }

        List<String> services() {
            return services;
        }

        List<String> after(String service) {
            int here = position.get(service);
            return next(service).stream()
                    .filter(other -> position.get(other) > here)
                    .toList();
        }
    }
}
