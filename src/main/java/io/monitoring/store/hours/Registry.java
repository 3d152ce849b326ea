package io.monitoring.store.hours;

import io.monitoring.platform.table.ItemAttributes;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.store.Memo;
import io.monitoring.store.Schema;
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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
                        ItemAttributes.key(Schema.SERVICES, service),
                        update -> update.updateExpression(
                                        "SET first_seen = if_not_exists(first_seen, :at), last_seen = :at, #ttl = :ttl")
                                .conditionExpression("attribute_not_exists(last_seen) OR last_seen <= :at")
                                .expressionAttributeNames(Map.of("#ttl", ItemAttributes.TTL))
                                .expressionAttributeValues(Map.of(
                                        ":at", ItemAttributes.number(at),
                                        ":ttl", expiry(clock.millis()))))
                .replaceWithVoid();
    }

    /** Every service that has reported within the retention of points, by name. */
    public Uni<List<ServiceInfo>> services(ReadCost cost) {
        long oldest = clock.millis() - config.retention().points().toMillis();
        return table.query(KeyRange.partition(Schema.SERVICES), true, cost).map(items -> items.stream()
                .filter(item -> ItemAttributes.numberOf(item, Schema.LAST_SEEN, 0) >= oldest)
                .map(item -> new ServiceInfo(
                        item.get(ItemAttributes.SK).s(),
                        Instant.ofEpochMilli(ItemAttributes.numberOf(item, Schema.FIRST_SEEN, 0)),
                        Instant.ofEpochMilli(ItemAttributes.numberOf(item, Schema.LAST_SEEN, 0))))
                .toList());
    }

    /** The series of a service by name; empty when no such service reports. */
    public Uni<Optional<List<Sighting>>> series(String service, ReadCost cost) {
        long oldest = clock.millis() - config.retention().points().toMillis();
        return table.read(ItemAttributes.key(Schema.SERVICES, service), cost)
                .chain(item -> ItemAttributes.numberOf(item, Schema.LAST_SEEN, 0) < oldest
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
        return table.update(
                new WriteLabel(service, "registry"),
                ItemAttributes.key(Schema.catalogue(service), PAGE),
                update -> update.updateExpression("SET b = :bytes, v = :next, written = :now, #ttl = :ttl")
                        .conditionExpression(catalogue.version() == 0 ? "attribute_not_exists(v)" : "v = :v")
                        .expressionAttributeNames(Map.of("#ttl", ItemAttributes.TTL))
                        .expressionAttributeValues(values(catalogue, now)));
    }

    private Map<String, AttributeValue> values(Catalogue catalogue, long now) {
        var values = new java.util.HashMap<>(Map.of(
                ":bytes", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(catalogue.encode(BlockPacking.MAX_BYTES))),
                ":next", ItemAttributes.number(catalogue.version() + 1),
                ":now", ItemAttributes.number(now),
                ":ttl", expiry(now)));
        if (catalogue.version() > 0) {
            values.put(":v", ItemAttributes.number(catalogue.version()));
        }
        return values;
    }

    private Uni<Catalogue> load(String service, ReadCost cost) {
        return table.read(ItemAttributes.key(Schema.catalogue(service), PAGE), cost)
                .map(item -> item.isEmpty()
                        ? Catalogue.EMPTY
                        : Catalogue.decode(
                                service,
                                ItemAttributes.numberOf(item, Schema.VERSION, 0),
                                ItemAttributes.numberOf(item, "written", 0),
                                item.get(Schema.BYTES).b().asByteArrayUnsafe()));
    }

    private AttributeValue expiry(long now) {
        return ItemAttributes.expiry(now + config.retention().points().toMillis());
    }
}
