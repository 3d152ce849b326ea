package io.monitoring.store.write;

import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.table.ConditionalPut;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.platform.table.TransactionRefusedException;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Parallel;
import io.monitoring.store.Part;
import io.monitoring.store.format.BlockPacking;
import io.monitoring.store.format.PointCodec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.jboss.logging.Logger;

/**
 * Stores what comes back from the queue in one transaction: the fences and records of all, and their points, joined into a
 * block for each service and hour. An outage leaves thousands of small pieces; joined, they cost one write a fence, in
 * place of two.
 */
@ApplicationScoped
class JointReturn {

    /** DynamoDB takes 100 items a transaction; half of them is over within the timeout of an attempt on a slow day too. */
    private static final int MOST_FENCES_AND_PARTS = 50;

    /** Few transactions at a time: where they wait for each other in DynamoDB, their attempts time out. */
    private static final int AT_ONCE = 2;

    private static final int WAITING = 1024;

    private static final int MOST_ITEMS = 100;

    /** Of the 4 MB that DynamoDB takes: a transaction has to be over within the timeout of an attempt. */
    private static final double MOST_BYTES = 1_000_000;

    private static final Logger LOG = Logger.getLogger(JointReturn.class);

    private final Table table;
    private final BlockWriter blocks;
    private final KeyedCommit keyed;
    private final DirtyMarks dirtyMarks;

    JointReturn(Table table, BlockWriter blocks, KeyedCommit keyed, DirtyMarks dirtyMarks) {
        this.table = table;
        this.blocks = blocks;
        this.keyed = keyed;
        this.dirtyMarks = dirtyMarks;
    }

    /** Which share of a transaction one takes; its parts are counted as if no other had them. */
    static double shareOfOne(Spilled one) {
        List<PackedPart> parts = parts(one);
        long bytes = parts.stream().mapToLong(part -> part.bytes().length).sum();
        return (1.0 + parts.size()) / MOST_FENCES_AND_PARTS + bytes / MOST_BYTES;
    }

    private static List<PackedPart> parts(Spilled one) {
        return switch (one) {
            case SpilledParts together -> together.parts();
            case SpilledBlock block -> List.of(new PackedPart(block.part(), block.bytes()));
            case SpilledRequest request -> request.parts();
        };
    }

    /**
     * True when all are stored; false when they cannot be stored together, and none is: one of them may have been stored
     * before. Fails with a DependencyException when DynamoDB does not take them.
     */
    @Bulkhead(value = AT_ONCE, waitingTaskQueue = WAITING)
    Uni<Boolean> store(List<Spilled> group) {
        if (group.size() == 1) {
            return Uni.createFrom().item(false);
        }
        return Uni.createFrom()
                .deferred(() -> transact(group))
                .invoke(stored -> {
                    if (stored) {
                        markDirty(group);
                    }
                })
                .onFailure(JointReturn::saysNothingOfEachAlone)
                .recoverWithItem(failure -> {
                    LOG.debugf("%d spilled writes are stored each alone: %s", group.size(), failure.getMessage());
                    return false;
                });
    }

    /**
     * Stores one by itself. Its fence being taken, it was stored before, perhaps by an instance that ended before it could
     * tell that the hour has new points.
     */
    Uni<Void> storeAlone(Spilled one) {
        if (one instanceof SpilledRequest request) {
            return keyed.restore(request);
        }
        return transact(List.of(one))
                .onFailure(failure -> TransactionRefusedException.in(failure)
                        .flatMap(refused -> refused.by(0))
                        .isPresent())
                .recoverWithItem(true)
                .invoke(fits -> {
                    if (!fits) {
                        throw new IllegalStateException("more than a transaction takes came back in one message");
                    }
                    markDirty(List.of(one));
                })
                .replaceWithVoid();
    }

    /** Also a condition that does not hold because an attempt without an answer was carried out: each finds its fence. */
    private static boolean saysNothingOfEachAlone(Throwable failure) {
        return !(failure instanceof DependencyException)
                || TransactionRefusedException.in(failure).isPresent();
    }

    private Uni<Boolean> transact(List<Spilled> group) {
        List<ItemKey> keys = new ArrayList<>();
        List<ConditionalPut> writes = new ArrayList<>();
        for (Spilled one : group) {
            ConditionalPut fence =
                    switch (one) {
                        case SpilledParts together -> blocks.fence(together);
                        case SpilledBlock block -> blocks.fence(block);
                        case SpilledRequest request -> keyed.record(request.key(), request.answer());
                    };
            keys.add(fence.key());
            writes.add(fence);
        }
        List<PackedPart> joined = join(group);
        Set<ItemKey> different = new HashSet<>(keys);
        if (different.size() < keys.size() || writes.size() + joined.size() > MOST_ITEMS) {
            return Uni.createFrom().item(false);
        }
        return Parallel.all(joined.stream().map(this::prepare).toList(), Parallel.WRITES)
                .chain(placed -> {
                    placed.forEach(one -> writes.add(ConditionalPut.of(
                            blocks.item(one.place(), one.bytes()).item())));
                    return table.transact(
                            new WriteLabel(joined.getFirst().part().service(), "spilled-block"),
                            UUID.randomUUID().toString(),
                            writes);
                })
                .replaceWith(true);
    }

    private void markDirty(List<Spilled> stored) {
        stored.forEach(one -> parts(one).forEach(packed -> dirtyMarks.mark(packed.part())));
    }

    private record Placed(BlockWriter.Place place, byte[] bytes) {}

    private Uni<Placed> prepare(PackedPart packed) {
        return blocks.prepare(packed.part(), packed.bytes()).map(place -> new Placed(place, packed.bytes()));
    }

    private List<PackedPart> join(List<Spilled> group) {
        Map<Part, List<byte[]>> parts = new LinkedHashMap<>();
        group.forEach(one -> parts(one).forEach(packed -> parts.computeIfAbsent(packed.part(), any -> new ArrayList<>())
                .add(packed.bytes())));
        List<PackedPart> joined = new ArrayList<>();
        parts.forEach((part, packed) -> join(part, packed).forEach(bytes -> joined.add(new PackedPart(part, bytes))));
        return joined;
    }

    private List<byte[]> join(Part part, List<byte[]> packed) {
        if (packed.size() == 1) {
            return packed;
        }
        List<SeriesPoints> points = new ArrayList<>();
        packed.forEach(bytes -> points.addAll(PointCodec.decode(part.service(), bytes)));
        return BlockPacking.pack(HourlyPoints.of(points).get(part.hour()));
    }
}
