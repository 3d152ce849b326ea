package io.monitoring.live;

import io.monitoring.live.DependencyEdge.Origin;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.platform.table.Value;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.Memo;
import io.monitoring.store.StoreConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who calls whom, in the one partition {@code pk=D}: {@code sk=from#to} for what labels have said, which expires with the
 * points when they say it no more, and {@code sk=from} for what was declared of a service, which stays.
 */
@ApplicationScoped
public class DependencyStore {

    private static final String CALLS = "calls";
    private static final Predicate<String> NAME =
            Pattern.compile(SeriesKey.NAME).asMatchPredicate();
    private static final int REMEMBERED = 100_000;
    private static final int PUTS_AT_ONCE = 8;

    private final Table table;
    private final StoreConfig store;
    private final Clock clock;
    private final Memo<SeenEdge> seen = new Memo<>(REMEMBERED);

    DependencyStore(Table table, StoreConfig store, Clock clock) {
        this.table = table;
        this.store = store;
        this.clock = clock;
    }

    private record SeenEdge(String from, String to, Instant day) {}

    /** Notes what labels say; one write a day for each pair of services and instance. */
    Uni<Void> learn(List<RollupSeries> rollups) {
        Instant day = clock.instant().truncatedTo(ChronoUnit.DAYS);
        return Multi.createFrom()
                .items(rollups.stream()
                        .map(RollupSeries::key)
                        .flatMap(series -> edges(series, day))
                        .distinct())
                .onItem()
                .transformToUni(edge -> seen.once(edge, () -> put(edge)))
                .merge(PUTS_AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private static Stream<SeenEdge> edges(SeriesKey series, Instant day) {
        return LabelledCall.of(series)
                .filter(call -> NAME.test(call.from()) && NAME.test(call.to()))
                .filter(call -> !call.from().equals(call.to()))
                .map(call -> new SeenEdge(call.from(), call.to(), day));
    }

    private Uni<Void> put(SeenEdge edge) {
        Instant expiry = clock.instant().plus(store.retention().points());
        Item item = Item.at(key(edge.from() + "#" + edge.to())).expiry(expiry).build();
        return table.put(new WriteLabel(edge.from(), "dependency"), item);
    }

    /** Replaces what was declared of a service; an empty list takes it back. */
    Uni<Void> declare(String service, List<String> calls) {
        Item item = Item.at(key(service)).with(CALLS, Value.texts(calls)).build();
        return table.put(new WriteLabel(service, "dependency"), item);
    }

    private static ItemKey key(String sortKey) {
        return new ItemKey(KeyPrefix.DEPENDENCIES.of(), sortKey);
    }

    /** All dependencies, by caller and callee. */
    public Uni<List<DependencyEdge>> all() {
        Instant now = clock.instant();
        return table.query(KeyRange.partition(KeyPrefix.DEPENDENCIES.of()), true, new ReadCost())
                .map(items -> {
                    Map<List<String>, DependencyEdge> edges =
                            new TreeMap<>(Comparator.<List<String>, String>comparing(List::getFirst)
                                    .thenComparing(List::getLast));
                    items.stream()
                            .filter(item -> !item.isExpired(now))
                            .flatMap(DependencyStore::edges)
                            .forEach(edge -> edges.merge(List.of(edge.from(), edge.to()), edge, DependencyEdge::and));
                    return List.copyOf(edges.values());
                });
    }

    private static Stream<DependencyEdge> edges(Item item) {
        String[] names = item.sk().split("#", 2);
        return names.length == 2
                ? Stream.of(new DependencyEdge(names[0], names[1], Set.of(Origin.LABELS)))
                : item.texts(CALLS).stream()
                        .map(callee -> new DependencyEdge(names[0], callee, Set.of(Origin.DECLARED)));
    }
}
