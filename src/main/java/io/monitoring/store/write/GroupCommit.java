package io.monitoring.store.write;

import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Parallel;
import io.monitoring.store.Part;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.format.BlockPacking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes points. What it reports as stored is in DynamoDB and in the next read.
 */
@ApplicationScoped
public class GroupCommit {

    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(1);

    private final BlockWriter blocks;
    private final DirtyMarks dirtyMarks;
    private final StoreConfig config;
    private final AfterEventLoops executor;
    private final Map<String, ServiceLane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();

    GroupCommit(BlockWriter blocks, DirtyMarks dirtyMarks, StoreConfig config, AfterEventLoops executor) {
        this.blocks = blocks;
        this.dirtyMarks = dirtyMarks;
        this.config = config;
        this.executor = executor;
    }

    /**
     * Stores points of any services and times, together with what others write for the same services meanwhile; what
     * DynamoDB does not take goes to the queue. Parts that neither took, or may have taken, are named in the outcome; the
     * rest is safe.
     */
    public Uni<WriteOutcome> write(List<SeriesPoints> points) {
        int count = count(points);
        if (pending.addAndGet(count) > config.maxPendingPoints()) {
            pending.addAndGet(-count);
            return Uni.createFrom()
                    .failure(new DependencyException.Unavailable(
                            Dependencies.DYNAMODB, "too many points wait to be written", RETRY_WHEN_FULL, null));
        }
        return writeByService(points, count).onTermination().invoke(() -> pending.addAndGet(-count));
    }

    private Uni<WriteOutcome> writeByService(List<SeriesPoints> points, int count) {
        Map<String, List<SeriesPoints>> services = new HashMap<>(4);
        for (SeriesPoints series : points) {
            services.computeIfAbsent(series.key().service(), any -> new ArrayList<>())
                    .add(series);
        }
        if (services.size() == 1) {
            return lane(points.getFirst().key().service()).write(points, count);
        }
        List<Uni<WriteOutcome>> writes = new ArrayList<>();
        services.forEach((service, own) -> writes.add(lane(service).write(own, count(own))));
        return Uni.join().all(writes).andFailFast().map(outcomes -> outcomes.stream()
                .reduce(WriteOutcome.STORED, WriteOutcome::and));
    }

    private static int count(List<SeriesPoints> points) {
        int count = 0;
        for (SeriesPoints series : points) {
            count += series.size();
        }
        return count;
    }

    private ServiceLane lane(String service) {
        return lanes.computeIfAbsent(
                service, name -> new ServiceLane((points, follow) -> commit(name, points, follow), executor));
    }

    private Uni<WriteOutcome> commit(String service, List<SeriesPoints> points, boolean follow) {
        List<Uni<WriteOutcome>> writes = new ArrayList<>();
        HourlyPoints.of(points)
                .forEach((hour, series) -> writes.add(put(new Part(service, hour), BlockPacking.pack(series), follow)));
        return Parallel.all(writes, Parallel.WRITES)
                .map(outcomes -> outcomes.stream().reduce(WriteOutcome.STORED, WriteOutcome::and));
    }

    /** The blocks of a part, one after the other: when one fails after another was taken, nobody can say what is. */
    private Uni<WriteOutcome> put(Part part, List<byte[]> packed, boolean follow) {
        Uni<WriteOutcome> puts = put(part, packed.getFirst(), follow);
        for (byte[] bytes : packed.subList(1, packed.size())) {
            puts = puts.chain(before -> put(part, bytes, follow)
                    .map(before::and)
                    .onFailure(DependencyException.class)
                    .transform(GroupCommit::outcomeUnknown));
        }
        return puts.onFailure(DependencyException.class).recoverWithItem(failure -> WriteOutcome.failed(part, failure));
    }

    private Uni<WriteOutcome> put(Part part, byte[] bytes, boolean follow) {
        Uni<Durability> kept = follow ? blocks.spill(part, bytes) : blocks.put(part, bytes);
        return kept.invoke(where -> {
                    if (where == Durability.STORED) {
                        dirtyMarks.mark(part);
                    }
                })
                .map(WriteOutcome::of);
    }

    private static DependencyException outcomeUnknown(Throwable failure) {
        var cause = (DependencyException) failure;
        return new DependencyException.OutcomeUnknown(
                cause.dependency(), "only some of the blocks were stored", cause.retryAfter(), failure);
    }
}
