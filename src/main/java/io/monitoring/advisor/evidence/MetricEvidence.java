package io.monitoring.advisor.evidence;

import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.SeriesGrouping;
import io.monitoring.store.hours.Registry;
import io.monitoring.store.hours.ServiceInfo;
import io.monitoring.store.query.AggregateQueries;
import io.monitoring.store.query.AggregateQuery;
import io.monitoring.store.query.TooManyRowsException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads the points of services by period, as many services as answer in time. */
@ApplicationScoped
class MetricEvidence {

    private static final int SERVICES_AT_ONCE = 16;
    private static final int ROWS_A_SERVICE = 200_000;

    private final Registry registry;
    private final AggregateQueries aggregates;

    MetricEvidence(Registry registry, AggregateQueries aggregates) {
        this.registry = registry;
        this.aggregates = aggregates;
    }

    /** Fills {@code collected}; an item when it is done, or time is up, and never a failure. */
    Uni<Void> gather(EvidenceScope scope, Duration within, Collected collected) {
        var cost = new ReadCost();
        return registry.services(cost)
                .map(services -> wanted(services, scope))
                .invoke(collected::expect)
                .onFailure()
                .invoke(failure -> collected.listFailed(why(failure)))
                .onItem()
                .transformToMulti(services -> Multi.createFrom().iterable(services))
                .onItem()
                .transformToUni(service -> one(service, scope, cost, collected))
                .merge(SERVICES_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid()
                .ifNoItem()
                .after(within)
                .recoverWithUni(Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithNull();
    }

    private static List<String> wanted(List<ServiceInfo> services, EvidenceScope scope) {
        return services.stream().map(ServiceInfo::name).filter(scope.services()).toList();
    }

    private Uni<Void> one(String service, EvidenceScope scope, ReadCost cost, Collected collected) {
        return read(service, scope, cost)
                .invoke(rows -> collected.add(service, rows, scope.metrics()))
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    collected.failed(service, why(failure));
                    return null;
                });
    }

    private Uni<List<AggregateRow>> read(String service, EvidenceScope scope, ReadCost cost) {
        return aggregates.read(
                new AggregateQuery(
                        service,
                        null,
                        Map.of(),
                        scope.read().from(),
                        scope.read().to(),
                        scope.step(),
                        new SeriesGrouping.EachSeries(),
                        ROWS_A_SERVICE),
                cost);
    }

    private static String why(Throwable failure) {
        return switch (failure) {
            case DependencyException away -> away.getMessage();
            case TooManyRowsException many ->
                "more than " + many.limit() + " rows; ask for less time or name a service with service_name";
            default -> "could not be read";
        };
    }
}
