package io.monitoring.advisor.evidence;

import io.monitoring.advisor.request.Period;
import io.monitoring.analysis.anomaly.Direction;
import io.monitoring.analysis.cause.Dependency;
import io.monitoring.live.AnomalyStore;
import io.monitoring.live.DependencyStore;
import io.monitoring.live.FoundAnomaly;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What the worker has found in the points and read from their labels, and what was declared. */
@ApplicationScoped
class WatchedKnowledge implements LiveKnowledge {

    private static final int AT_MOST = 1000;

    private final AnomalyStore anomalies;
    private final DependencyStore dependencies;

    WatchedKnowledge(AnomalyStore anomalies, DependencyStore dependencies) {
        this.anomalies = anomalies;
        this.dependencies = dependencies;
    }

    /** The newest thousand. */
    @Override
    public Uni<List<KnownAnomaly>> anomalies(Period window, Predicate<String> covers) {
        return anomalies
                .list(new AnomalyStore.Query(null, window.from(), window.to(), AT_MOST, null))
                .map(page -> page.anomalies().stream()
                        .filter(found -> covers.test(found.series().service()))
                        .map(WatchedKnowledge::known)
                        .sorted(Comparator.comparing(KnownAnomaly::series).thenComparing(KnownAnomaly::at))
                        .toList());
    }

    private static KnownAnomaly known(FoundAnomaly found) {
        var anomaly = found.anomaly();
        return new KnownAnomaly(
                found.series(),
                anomaly.at(),
                anomaly.value(),
                anomaly.low(),
                anomaly.high(),
                anomaly.score(),
                anomaly.inWords(),
                anomaly.direction() == Direction.ABOVE);
    }

    @Override
    public Uni<List<Dependency>> dependencies() {
        return dependencies.all().map(edges -> edges.stream()
                .map(edge -> new Dependency(edge.from(), edge.to()))
                .toList());
    }
}
