package io.monitoring.store.write;

import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.table.ItemAttributes;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Parallel;
import io.monitoring.store.Part;
import io.monitoring.store.Schema;
import io.monitoring.store.Stamps;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.format.BlockPacking;
import io.monitoring.store.write.BlockWriter.StampedItem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

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
    private final StoreConfig config;

    KeyedCommit(
            Table table, BlockWriter blocks, DirtyMarks dirtyMarks, Spill spill, Stamps stamps, StoreConfig config) {
        this.table = table;
        this.blocks = blocks;
        this.dirtyMarks = dirtyMarks;
        this.spill = spill;
        this.stamps = stamps;
        this.config = config;
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
                        config.writeConcurrency())
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
            for (byte[] bytes : BlockPacking.pack(series, config.maxBlockBytes())) {
                packed.add(new PackedPart(new Part(service, hour), bytes));
            }
        }));
        return packed;
    }

    private Uni<KeyedOutcome> commit(IdempotencyKey key, List<StampedItem> items, String service, String answer) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(record(key, answer));
        items.forEach(block -> writes.add(put(Put.builder()
                .tableName(table.name())
                .item(block.item())
                .conditionExpression("attribute_not_exists(pk)"))));
        return table.transact(
                        new WriteLabel(service, "keyed-block"),
                        UUID.randomUUID().toString(),
                        writes)
                .map(done -> (KeyedOutcome) new KeyedOutcome.Stored())
                .onFailure()
                .recoverWithUni(failure -> outcomeOf(failure, key));
    }

    /** Takes the key, which must be free. */
    TransactWriteItem record(IdempotencyKey key, String answer) {
        long now = stamps.now();
        Map<String, AttributeValue> item = new HashMap<>(recordKey(key));
        item.put(Schema.BODY_HASH, ItemAttributes.text(key.bodyHash()));
        item.put(Schema.ANSWER, ItemAttributes.text(answer));
        item.put(
                ItemAttributes.TTL,
                ItemAttributes.expiry(now + config.idempotency().toMillis()));
        return put(Put.builder()
                .tableName(table.name())
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR #ttl < :now")
                .expressionAttributeNames(Map.of("#ttl", ItemAttributes.TTL))
                .expressionAttributeValues(Map.of(":now", ItemAttributes.number(now / 1000)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    private static TransactWriteItem put(Put.Builder put) {
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private static Map<String, AttributeValue> recordKey(IdempotencyKey key) {
        return ItemAttributes.key(Schema.idempotency(key.keyHash()), "I");
    }

    private static Uni<KeyedOutcome> outcomeOf(Throwable failure, IdempotencyKey key) {
        CancellationReason byTheRecord = Table.refusedBy(failure, 0);
        if (byTheRecord == null) {
            return Uni.createFrom().failure(failure);
        }
        Map<String, AttributeValue> before = byTheRecord.item();
        return Uni.createFrom()
                .item(
                        key.bodyHash().equals(before.get(Schema.BODY_HASH).s())
                                ? new KeyedOutcome.Replayed(
                                        before.get(Schema.ANSWER).s())
                                : new KeyedOutcome.KeyReused());
    }
}
