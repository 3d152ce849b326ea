package io.monitoring.store;

import io.monitoring.platform.Dependencies;
import io.monitoring.platform.DependencyException;
import io.monitoring.store.Table.WriteLabel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts and reads blocks: points of one service and hour that were acknowledged together.
 *
 * <p>A block's sort key begins with the time it was written, not with that of its points: whoever has worked through an
 * hour up to a stamp reads on from there, and never again what came before (ADR 2).
 */
@ApplicationScoped
class BlockStore {

    private final Table table;
    private final HourIndex hours;
    private final Shards shards;
    private final Stamps stamps;
    private final StoreConfig config;

    BlockStore(Table table, HourIndex hours, Shards shards, Stamps stamps, StoreConfig config) {
        this.table = table;
        this.hours = hours;
        this.shards = shards;
        this.stamps = stamps;
        this.config = config;
    }

    /**
     * Stores a block. Fails with DependencyException.OutcomeUnknown when it may or may not have been stored.
     */
    Uni<Void> put(Part part, byte[] bytes) {
        return prepare(part, bytes).chain(place -> {
            StampedItem block = item(place, bytes);
            // The key is this writer's own: when it is taken, an earlier attempt of this very put took it.
            return table.putNew(new WriteLabel(part.service(), "block"), block.item())
                    .invoke(() -> requireInTime(block.stamp()))
                    .replaceWithVoid();
        });
    }

    /** A partition that readers have been told of. */
    record Place(Part part, int shard) {}

    /** An item and the stamp in its key. */
    record StampedItem(Map<String, AttributeValue> item, long stamp) {}

    /** Does what has to be done before a block may be put, and says where to. */
    Uni<Place> prepare(Part part, byte[] bytes) {
        int shard = shards.next(part.service(), bytes.length);
        return hours.open(part.service(), part.hour(), shard)
                .chain(() -> hours.markLate(part.service(), part.hour(), stamps.now()))
                .replaceWith(new Place(part, shard));
    }

    StampedItem item(Place place, byte[] bytes) {
        long stamp = stamps.now();
        String partition = Schema.blocks(place.part().service(), place.part().hour(), place.shard());
        Map<String, AttributeValue> item = new HashMap<>(Schema.key(partition, stamps.blockKey(stamp)));
        item.put(Schema.BYTES, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)));
        item.put(Schema.TTL, Schema.expiry(stamp + config.retention().blocks().toMillis()));
        return new StampedItem(item, stamp);
    }

    /**
     * A writer that was held up (a paused machine, say) may have put a block below the stamp up to which a worker has
     * already worked: such a write is not acknowledged.
     */
    void requireInTime(long stamp) {
        if (stamps.now() - stamp > config.writeBudget().toMillis()) {
            throw new DependencyException.OutcomeUnknown(
                    Dependencies.DYNAMODB, "the write took longer than its budget", Duration.ofSeconds(1), null);
        }
    }

    /** The blocks of an hour with stamps from {@code from} on (inclusive), in no particular order. */
    Uni<List<Block>> read(HourState hour, long from, ReadCost cost) {
        if (hour.shards().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Uni<List<Map<String, AttributeValue>>>> shards = hour.shards().stream()
                .map(shard -> Schema.blocks(hour.service(), hour.hour(), shard))
                .map(pk -> table.query(KeyRange.from(pk, Schema.stamp(from)), true, cost))
                .toList();
        return Uni.join().all(shards).andFailFast().map(items -> items.stream()
                .flatMap(List::stream)
                .map(item -> Block.of(hour.service(), item))
                .toList());
    }
}
