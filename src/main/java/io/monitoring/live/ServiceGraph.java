package io.monitoring.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.store.hours.Registry;
import io.monitoring.store.hours.ServiceInfo;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services and who calls whom, with what was found in them lately. */
@ApplicationScoped
class ServiceGraph {

    /** As many are looked at; a service with more is degraded all the same. */
    private static final int ANOMALIES = 1000;

    /** How long after an anomaly a service counts as degraded: one that goes on is found again sooner. */
    static final Duration DEGRADED_FOR = Duration.ofMinutes(15);

    private final Registry registry;
    private final DependencyStore dependencies;
    private final AnomalyStore anomalies;
    private final Clock clock;

    ServiceGraph(Registry registry, DependencyStore dependencies, AnomalyStore anomalies, Clock clock) {
        this.registry = registry;
        this.dependencies = dependencies;
        this.anomalies = anomalies;
        this.clock = clock;
    }

    /** Services by name, dependencies by caller and callee. */
    public record Document(List<Node> nodes, List<DependencyEdge> edges) {}

    /**
     * @param anomalies how many were found lately
     * @param lastAnomaly the newest of them, or null
     */
    public record Node(String serviceName, State health, int anomalies, Instant lastAnomaly) {}

    /** How a service is. */
    public enum State {
        /** It reports, and nothing unusual was found lately. */
        @JsonProperty("healthy")
        HEALTHY,
        /** Something unusual was found lately. */
        @JsonProperty("degraded")
        DEGRADED,
        /** Others name it; it does not report. */
        @JsonProperty("unknown")
        UNKNOWN
    }

    Uni<Document> read(Predicate<String> covered) {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        registry.services(new ReadCost()),
                        dependencies.all(),
                        anomalies.list(new AnomalyStore.Query(
                                null, now.minus(DEGRADED_FOR), now.plusMillis(1), ANOMALIES, null)))
                .with((services, edges, page) -> document(services, edges, page.anomalies(), covered));
    }

    private static Document document(
            List<ServiceInfo> services,
            List<DependencyEdge> edges,
            List<FoundAnomaly> anomalies,
            Predicate<String> covered) {
        Set<String> reporting =
                services.stream().map(ServiceInfo::name).filter(covered).collect(Collectors.toSet());
        List<DependencyEdge> own = edges.stream()
                .filter(edge -> covered.test(edge.from()) && covered.test(edge.to()))
                .toList();
        Map<String, List<Instant>> found = anomalies.stream()
                .collect(Collectors.groupingBy(
                        one -> one.series().service(),
                        Collectors.mapping(one -> one.anomaly().at(), Collectors.toList())));
        Set<String> names = new TreeSet<>(reporting);
        own.stream().flatMap(edge -> Stream.of(edge.from(), edge.to())).forEach(names::add);
        return new Document(
                names.stream()
                        .map(name -> node(name, reporting.contains(name), found.getOrDefault(name, List.of())))
                        .toList(),
                own);
    }

    private static Node node(String name, boolean reports, List<Instant> found) {
        State state = State.HEALTHY;
        if (!found.isEmpty()) {
            state = State.DEGRADED;
        } else if (!reports) {
            state = State.UNKNOWN;
        }
        return new Node(
                name,
                state,
                found.size(),
                found.stream().max(Comparator.naturalOrder()).orElse(null));
    }
}
