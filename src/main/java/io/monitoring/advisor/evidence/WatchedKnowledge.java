package io.monitoring.advisor.evidence;

import io.monitoring.advisor.request.Period;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.live.AnomalyStore;
import io.monitoring.live.DependencyStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What the worker has found in the points and read from their labels, and what was declared. */
@ApplicationScoped
class WatchedKnowledge {

    private static final int AT_MOST = 1000;

    private final AnomalyStore anomalies;
    private final DependencyStore dependencies;

    WatchedKnowledge(AnomalyStore anomalies, DependencyStore dependencies) {
        this.anomalies = anomalies;
        this.dependencies = dependencies;
    }

    /** Those of a time, of the services that {@code covers}, by series and time; the newest thousand. */
    Uni<List<KnownAnomaly>> anomalies(Period window, Predicate<String> covers) {
        return anomalies
                .list(new AnomalyStore.Query(null, window.from(), window.to(), AT_MOST, null))
                .map(page -> page.anomalies().stream()
                        .filter(found -> covers.test(found.series().service()))
                        .map(found -> KnownAnomaly.of(found.series(), found.anomaly()))
                        .sorted(Comparator.comparing(KnownAnomaly::series).thenComparing(KnownAnomaly::at))
                        .toList());
    }

    /** Who calls whom. */
    Uni<List<Dependency>> dependencies() {
        return dependencies.all().map(edges -> edges.stream()
                .map(edge -> new Dependency(edge.from(), edge.to()))
                .toList());
    }
}
