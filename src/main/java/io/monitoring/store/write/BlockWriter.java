package io.monitoring.store.write;

import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.table.ConditionalPut;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.store.Attributes;
import io.monitoring.store.Part;
import io.monitoring.store.Stamps;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.WriteTiming;
import io.monitoring.store.hours.HourIndex;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Puts blocks: points of one service and hour that were acknowledged together.
 *
 * <p>A block's sort key begins with the time it was written, not with that of its points: whoever has worked through an
 * hour up to a stamp reads on from there, and never again what came before (ADR 2).
 */
@ApplicationScoped
class BlockWriter {

    private final Table table;
    private final HourIndex hours;
    private final Shards shards;
    private final Spill spill;
    private final Stamps stamps;
    private final StoreConfig config;
    private final WriteTiming timing;

    BlockWriter(
            Table table,
            HourIndex hours,
            Shards shards,
            Spill spill,
            Stamps stamps,
            StoreConfig config,
            WriteTiming timing) {
        this.table = table;
        this.hours = hours;
        this.shards = shards;
        this.spill = spill;
        this.stamps = stamps;
        this.config = config;
        this.timing = timing;
    }

    /**
     * Stores a block, or, where DynamoDB does not take it, hands it to the queue. Fails with a DependencyException when
     * neither has it: {@code OutcomeUnknown} when one of them may have.
     */
    Uni<Durability> put(Part part, byte[] bytes) {
        return prepare(part, bytes)
                .map(place -> item(place, bytes))
                .onItemOrFailure()
                .transformToUni((block, failure) -> switch (failure) {
                    case null -> put(part, block);
                    case DependencyException notTried -> spill(part, bytes);
                    default -> Uni.createFrom().failure(failure);
                });
    }

    private Uni<Durability> put(Part part, StampedItem block) {
        // The key is this writer's own: when it is taken, an earlier attempt of this very put took it.
        return table.putNew(new WriteLabel(part.service(), "block"), block.item())
                .replaceWith(Durability.STORED)
                .onFailure(DependencyException.class)
                .recoverWithUni(failure -> failure instanceof DependencyException.OutcomeUnknown
                        ? spill(part, block)
                                .onFailure(DependencyException.class)
                                .transform(refused -> failure)
                        : spill(part, bytes(block)))
                .invoke(kept -> {
                    if (kept == Durability.STORED) {
                        requireInTime(block.preparedAt());
                    }
                });
    }

    /** Hands points to the queue that DynamoDB has not been asked to take, or has not taken. */
    Uni<Durability> spill(Part part, byte[] bytes) {
        return spill.send(new PackedPart(part, bytes)).replaceWith(Durability.QUEUED);
    }

    private Uni<Durability> spill(Part part, StampedItem block) {
        return spill.send(new SpilledBlock(
                        part.service(),
                        part.hour().text(),
                        block.item().pk(),
                        block.item().sk(),
                        bytes(block)))
                .replaceWith(Durability.QUEUED);
    }

    private static byte[] bytes(StampedItem block) {
        return block.item().bytes(Attributes.BYTES);
    }

    /**
     * Takes the key that a block was to have, which must be free: from then on either the block itself lies there or this
     * fence in its place. So a message delivered twice, and an attempt that went out unanswered, find the key taken.
     */
    ConditionalPut fence(SpilledBlock spilled) {
        return fence(new ItemKey(spilled.pk(), spilled.sk()));
    }

    /** Takes the name of parts that come back together, which must be free: a message delivered twice finds it taken. */
    ConditionalPut fence(SpilledParts spilled) {
        return fence(new ItemKey(KeyPrefix.FENCE.of(spilled.fence()), "Q"));
    }

    private ConditionalPut fence(ItemKey key) {
        return ConditionalPut.of(Item.at(key)
                .expiry(stamps.now() + Spill.MESSAGES_OUTLIVED.toMillis())
                .build());
    }

    /** A partition for a block, and the time at which readers were told of it. */
    record Place(Part part, int shard, long preparedAt) {}

    /** An item to be put within the write budget after its preparation. */
    record StampedItem(Item item, long preparedAt) {}

    /** Does what has to be done before a block may be put, and says where to. */
    Uni<Place> prepare(Part part, byte[] bytes) {
        int shard = shards.next(part.service(), bytes.length);
        return hours.open(part.service(), part.hour(), shard).chain(() -> {
            long now = stamps.now();
            return hours.markLate(part.service(), part.hour(), now).replaceWith(new Place(part, shard, now));
        });
    }

    StampedItem item(Place place, byte[] bytes) {
        long stamp = stamps.now();
        String partition =
                KeyPrefix.BLOCKS.of(place.part().service(), place.part().hour(), place.shard());
        Item item = Item.at(new ItemKey(partition, stamps.blockKey(stamp)))
                .bytes(Attributes.BYTES, bytes)
                .expiry(stamp + config.retention().points().toMillis())
                .build();
        return new StampedItem(item, place.preparedAt());
    }

    /**
     * A writer that was held up (a paused machine, say) may have put a block below the stamp up to which a worker has
     * already worked: such a write is not acknowledged, nor is it handed to the queue, where it would be found done.
     */
    void requireInTime(long since) {
        if (stamps.now() - since > timing.budget().toMillis()) {
            throw new DependencyException.OutcomeUnknown(
                    Dependencies.DYNAMODB, "the write took longer than its budget", Duration.ofSeconds(1), null);
        }
    }
}
