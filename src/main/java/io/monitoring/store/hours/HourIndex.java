package io.monitoring.store.hours;

import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.platform.table.Update;
import io.monitoring.platform.table.Value;
import io.monitoring.series.Hour;
import io.monitoring.store.Memo;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.WriteTiming;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which hours of a service have points. An hour is entered before its first block is put, so that a reader who goes by
 * the index misses nothing; the entry is remembered, so that it costs one write an hour, shard and instance.
 */
@ApplicationScoped
public class HourIndex {

    /** A late mark covers the blocks of the next while, so that a stream of late points is not marked one by one. */
    private static final long LATE_MARK_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private static final int REMEMBERED = 200_000;

    private final Table table;
    private final StoreConfig config;
    private final WriteTiming timing;
    private final Registry registry;
    private final Memo<ShardKey> opened = new Memo<>(REMEMBERED);
    private final LateMarks lateMarks = new LateMarks(REMEMBERED);

    HourIndex(Table table, StoreConfig config, WriteTiming timing, Registry registry) {
        this.table = table;
        this.config = config;
        this.timing = timing;
        this.registry = registry;
    }

    private record ShardKey(String service, Hour hour, int shard) {}

    /** Makes sure that readers will look for blocks of this hour in this shard. */
    public Uni<Void> open(String service, Hour hour, int shard) {
        return opened.once(new ShardKey(service, hour, shard), () -> registry.ensure(service)
                .chain(() -> enter(service, hour, shard)));
    }

    private Uni<Void> enter(String service, Hour hour, int shard) {
        return table.update(
                        new WriteLabel(service, "hour"),
                        key(service, hour),
                        Update.of("SET #ttl = :ttl ADD shards :shard")
                                .with(":ttl", expiry(hour))
                                .with(":shard", Value.numberSet(List.of(shard))))
                .replaceWithVoid();
    }

    /**
     * Tells readers of an hour that may be closed to look for blocks with stamps up to at least {@code stamp} and a write
     * budget later; to be done before such a block is put.
     */
    public Uni<Void> markLate(String service, Hour hour, long stamp) {
        long needed = stamp + timing.budget().toMillis();
        if (needed < hour.end() + HourCompaction.CLOSE_AFTER.toMillis() / 2
                || lateMarks.covers(service, hour, needed)) {
            return Uni.createFrom().voidItem();
        }
        long until = needed + LATE_MARK_MILLIS;
        return table.update(
                        new WriteLabel(service, "hour"),
                        key(service, hour),
                        Update.of("SET late = :late")
                                .when("attribute_not_exists(late) OR late < :late")
                                .number(":late", until))
                .invoke(() -> lateMarks.add(service, hour, until))
                .replaceWithVoid();
    }

    /** The hours of a service that have points, oldest first. Strongly consistent. */
    public Uni<List<HourState>> list(String service, Hour from, Hour to, ReadCost cost) {
        return table.query(KeyRange.between(KeyPrefix.HOURS.of(service), from.text(), to.text()), true, cost)
                .map(items ->
                        items.stream().map(item -> HourState.of(service, item)).toList());
    }

    /** One hour as it is now; null when it has no points. */
    public Uni<HourState> find(String service, Hour hour, ReadCost cost) {
        return table.read(key(service, hour), cost).map(item -> item == null ? null : HourState.of(service, item));
    }

    /** Leases an hour to one worker; false when another has it. Ends by itself. */
    Uni<Boolean> lease(String service, Hour hour, String owner, long now, long until) {
        return table.update(
                new WriteLabel(service, "lease"),
                key(service, hour),
                Update.of("SET lease = :owner, lease_until = :until")
                        .when("attribute_exists(pk) AND (attribute_not_exists(lease) OR lease_until < :now)")
                        .text(":owner", owner)
                        .number(":until", until)
                        .number(":now", now));
    }

    /** Lets the chunks and roll-ups of a version count from now on, in one step; false when the lease was lost. */
    Uni<Boolean> close(String service, Hour hour, String owner, HourState.Closed closed) {
        return table.update(
                new WriteLabel(service, "hour"),
                key(service, hour),
                Update.of("SET v = :v, cutoff = :cutoff, parts = :parts, series = :series REMOVE lease, lease_until")
                        .when("lease = :owner AND (attribute_not_exists(cutoff) OR cutoff < :cutoff)")
                        .text(":v", closed.version())
                        .number(":cutoff", closed.cutoff())
                        .number(":parts", closed.parts())
                        .number(":series", closed.series())
                        .text(":owner", owner));
    }

    private Value expiry(Hour hour) {
        return Value.expiry(hour.end() + config.retention().hours().toMillis());
    }

    private static ItemKey key(String service, Hour hour) {
        return new ItemKey(KeyPrefix.HOURS.of(service), hour.text());
    }
}
