package io.monitoring.store.write;

import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.table.ConditionalPut;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.platform.table.TransactionRefusedException;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Attributes;
import io.monitoring.store.Parallel;
import io.monitoring.store.Part;
import io.monitoring.store.Stamps;
import io.monitoring.store.format.BlockPacking;
import io.monitoring.store.write.BlockWriter.StampedItem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes points under an idempotency key: the blocks and the record of the key go out in one transaction, so that
 * either both are there or neither, whoever dies when (ADR 3).
 */
@ApplicationScoped
public class KeyedCommit {

    /** DynamoDB takes 100 items a transaction; one of them is the record. */
    static final int MOST_BLOCKS = 99;

    /** And 4 MB, names and keys included. */
    private static final int MOST_BYTES = 3_500_000;

    private final Table table;
    private final BlockWriter blocks;
    private final DirtyMarks dirtyMarks;
    private final Spill spill;
    private final Stamps stamps;

    KeyedCommit(Table table, BlockWriter blocks, DirtyMarks dirtyMarks, Spill spill, Stamps stamps) {
        this.table = table;
        this.blocks = blocks;
        this.dirtyMarks = dirtyMarks;
        this.spill = spill;
        this.stamps = stamps;
    }

    /**
     * Stores all of the points, or hands all of them to the queue, or neither.
     *
     * @param answer a short text that is kept with the key: what the caller needs to give the same answer again
     */
    public Uni<KeyedOutcome> write(IdempotencyKey key, List<SeriesPoints> points, String answer) {
        List<PackedPart> packed = pack(points);
        long bytes = packed.stream().mapToLong(one -> one.bytes().length).sum();
        if (packed.size() > MOST_BLOCKS || bytes > MOST_BYTES) {
            return Uni.createFrom().item(new KeyedOutcome.TooLarge(packed.size(), MOST_BLOCKS));
        }
        long began = stamps.now();
        return store(key, packed, answer)
                .onFailure(DependencyException.class)
                .recoverWithUni(failure -> spill.send(new SpilledRequest(key, packed, answer))
                        .replaceWith((KeyedOutcome) new KeyedOutcome.Queued())
                        .onFailure(DependencyException.class)
                        .transform(
                                refused -> failure instanceof DependencyException.OutcomeUnknown ? failure : refused))
                .invoke(outcome -> {
                    if (outcome instanceof KeyedOutcome.Stored) {
                        blocks.requireInTime(began);
                    }
                });
    }

    /**
     * Stores a request that comes back from the queue. It was acknowledged: when its key has been used for another body
     * since, it is stored all the same.
     */
    Uni<Void> restore(SpilledRequest request) {
        return store(request.key(), request.parts(), request.answer())
                .chain(outcome -> outcome instanceof KeyedOutcome.KeyReused
                        ? store(request.key().ofItsOwn(), request.parts(), request.answer())
                        : Uni.createFrom().item(outcome))
                .replaceWithVoid();
    }

    private record Placed(BlockWriter.Place place, byte[] bytes) {}

    private Uni<KeyedOutcome> store(IdempotencyKey key, List<PackedPart> packed, String answer) {
        return Parallel.all(
                        packed.stream()
                                .map(one -> blocks.prepare(one.part(), one.bytes())
                                        .map(place -> new Placed(place, one.bytes())))
                                .toList(),
                        Parallel.WRITES)
                .chain(placed -> commit(
                        key,
                        placed.stream()
                                .map(one -> blocks.item(one.place(), one.bytes()))
                                .toList(),
                        packed.getFirst().part().service(),
                        answer))
                .invoke(outcome -> packed.forEach(one -> dirtyMarks.mark(one.part())));
    }

    private List<PackedPart> pack(List<SeriesPoints> points) {
        Map<String, List<SeriesPoints>> services = new TreeMap<>();
        points.forEach(series -> services.computeIfAbsent(series.key().service(), any -> new ArrayList<>())
                .add(series));
        List<PackedPart> packed = new ArrayList<>();
        services.forEach((service, own) -> HourlyPoints.of(own).forEach((hour, series) -> {
            for (byte[] bytes : BlockPacking.pack(series)) {
                packed.add(new PackedPart(new Part(service, hour), bytes));
            }
        }));
        return packed;
    }

    private Uni<KeyedOutcome> commit(IdempotencyKey key, List<StampedItem> items, String service, String answer) {
        List<ConditionalPut> writes = new ArrayList<>();
        writes.add(record(key, answer));
        items.forEach(block -> writes.add(ConditionalPut.of(block.item())));
        return table.transact(
                        new WriteLabel(service, "keyed-block"),
                        UUID.randomUUID().toString(),
                        writes)
                .map(done -> (KeyedOutcome) new KeyedOutcome.Stored())
                .onFailure()
                .recoverWithUni(failure -> outcomeOf(failure, key));
    }

    /** Takes the key, which must be free. */
    ConditionalPut record(IdempotencyKey key, String answer) {
        long now = stamps.now();
        Item item = Item.at(new ItemKey(KeyPrefix.IDEMPOTENCY.of(key.keyHash()), "I"))
                .text(Attributes.BODY_HASH, key.bodyHash())
                .text(Attributes.ANSWER, answer)
                .expiry(now + Spill.MESSAGES_OUTLIVED.toMillis())
                .build();
        return ConditionalPut.of(item)
                .when(ConditionalPut.NEW + " OR #ttl < :now")
                .number(":now", now / 1000)
                .showingOld();
    }

    private static Uni<KeyedOutcome> outcomeOf(Throwable failure, IdempotencyKey key) {
        return Uni.createFrom()
                .item(TransactionRefusedException.in(failure).flatMap(refused -> refused.by(0)))
                .chain(before -> before.isEmpty()
                        ? Uni.createFrom().failure(failure)
                        : Uni.createFrom().item(outcomeOf(before.get(), key)));
    }

    private static KeyedOutcome outcomeOf(Item before, IdempotencyKey key) {
        return key.bodyHash().equals(before.text(Attributes.BODY_HASH))
                ? new KeyedOutcome.Replayed(before.text(Attributes.ANSWER))
                : new KeyedOutcome.KeyReused();
    }
}
