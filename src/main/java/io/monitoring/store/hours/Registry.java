package io.monitoring.store.hours;

import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.platform.table.Update;
import io.monitoring.platform.table.Value;
import io.monitoring.store.Attributes;
import io.monitoring.store.Memo;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.format.BlockPacking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Which services report, and which series. A service is entered before its first point is acknowledged; its series
 * follow when the worker has seen them. Written rarely: at once for what is new, else every few minutes.
 */
@ApplicationScoped
public class Registry {

    private static final int REMEMBERED = 100_000;
    private static final String PAGE = "0";
    private static final long REFRESH_MILLIS = TimeUnit.MINUTES.toMillis(15);

    private final Table table;
    private final StoreConfig config;
    private final Clock clock;
    private final Memo<ServiceDay> ensured = new Memo<>(REMEMBERED);
    private final Map<String, Catalogue> catalogues = new ConcurrentHashMap<>();

    Registry(Table table, StoreConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    private record ServiceDay(String service, long day) {}

    /** Enters a service; costs one write a day and instance. */
    Uni<Void> ensure(String service) {
        long now = clock.millis();
        return ensured.once(
                new ServiceDay(service, TimeUnit.MILLISECONDS.toDays(now)), () -> seen(service, clock.millis()));
    }

    private Uni<Void> seen(String service, long at) {
        return table.update(
                        new WriteLabel(service, "registry"),
                        entry(service),
                        Update.of("SET first_seen = if_not_exists(first_seen, :at), last_seen = :at, #ttl = :ttl")
                                .when("attribute_not_exists(last_seen) OR last_seen <= :at")
                                .number(":at", at)
                                .with(":ttl", expiry(clock.millis())))
                .replaceWithVoid();
    }

    /** Every service that has reported within the retention of points, by name. */
    public Uni<List<ServiceInfo>> services(ReadCost cost) {
        long oldest = clock.millis() - config.retention().points().toMillis();
        return table.query(KeyRange.partition(KeyPrefix.SERVICES.of()), true, cost)
                .map(items -> items.stream()
                        .filter(item -> item.number(Attributes.LAST_SEEN, 0) >= oldest)
                        .map(item -> new ServiceInfo(
                                item.sk(),
                                Instant.ofEpochMilli(item.number(Attributes.FIRST_SEEN, 0)),
                                Instant.ofEpochMilli(item.number(Attributes.LAST_SEEN, 0))))
                        .toList());
    }

    /** The series of a service by name; empty when no such service reports. */
    public Uni<Optional<List<Sighting>>> series(String service, ReadCost cost) {
        long oldest = clock.millis() - config.retention().points().toMillis();
        return table.read(entry(service), cost)
                .chain(item -> item == null || item.number(Attributes.LAST_SEEN, 0) < oldest
                        ? Uni.createFrom().item(Optional.empty())
                        : load(service, cost)
                                .map(catalogue -> Optional.of(catalogue.series().values().stream()
                                        .filter(one -> one.last() >= oldest)
                                        .sorted(Comparator.comparing(Sighting::series))
                                        .toList())));
    }

    /** Notes what the worker has seen of a service's series. */
    Uni<Void> observe(String service, Collection<Sighting> sightings) {
        if (sightings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Catalogue known = catalogues.get(service);
        Uni<Catalogue> current =
                known == null ? load(service, new ReadCost()) : Uni.createFrom().item(known);
        return current.chain(catalogue -> note(service, catalogue, sightings));
    }

    private Uni<Void> note(String service, Catalogue catalogue, Collection<Sighting> sightings) {
        long now = clock.millis();
        Catalogue merged =
                catalogue.with(sightings, now - config.retention().points().toMillis());
        if (catalogue.knowsAll(sightings) && now - catalogue.written() < REFRESH_MILLIS) {
            catalogues.put(service, merged);
            return Uni.createFrom().voidItem();
        }
        return write(service, merged, now).chain(written -> {
            if (!written) { // another worker was first: theirs and ours together
                catalogues.remove(service);
                return load(service, new ReadCost()).chain(theirs -> note(service, theirs, sightings));
            }
            catalogues.put(service, new Catalogue(merged.version() + 1, now, merged.series()));
            return seen(service, now);
        });
    }

    private Uni<Boolean> write(String service, Catalogue catalogue, long now) {
        Update update = Update.of("SET b = :bytes, v = :next, written = :now, #ttl = :ttl")
                .with(":bytes", Value.bytes(catalogue.encode(BlockPacking.MAX_BYTES)))
                .number(":next", catalogue.version() + 1)
                .number(":now", now)
                .with(":ttl", expiry(now));
        return table.update(
                new WriteLabel(service, "registry"),
                page(service),
                catalogue.version() == 0
                        ? update.when("attribute_not_exists(v)")
                        : update.when("v = :v").number(":v", catalogue.version()));
    }

    private static ItemKey entry(String service) {
        return new ItemKey(KeyPrefix.SERVICES.of(), service);
    }

    private static ItemKey page(String service) {
        return new ItemKey(KeyPrefix.CATALOGUE.of(service), PAGE);
    }

    private Uni<Catalogue> load(String service, ReadCost cost) {
        return table.read(page(service), cost)
                .map(item -> item == null
                        ? Catalogue.EMPTY
                        : Catalogue.decode(
                                service,
                                item.number(Attributes.VERSION, 0),
                                item.number("written", 0),
                                item.bytes(Attributes.BYTES)));
    }

    private Value expiry(long now) {
        return Value.expiry(now + config.retention().points().toMillis());
    }
}
