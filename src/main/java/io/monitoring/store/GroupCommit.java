package io.monitoring.store;

import io.monitoring.platform.Dependencies;
import io.monitoring.platform.DependencyException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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

    private final BlockStore blocks;
    private final DirtyMarks dirtyMarks;
    private final StoreConfig config;
    private final Map<String, ServiceLane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();

    GroupCommit(BlockStore blocks, DirtyMarks dirtyMarks, StoreConfig config) {
        this.blocks = blocks;
        this.dirtyMarks = dirtyMarks;
        this.config = config;
    }

    /**
     * Stores points of any services and times, together with what others write for the same services meanwhile.
     * Parts whose write was refused or stayed unanswered are named in the outcome; the rest is stored.
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
                service, name -> new ServiceLane(points -> commit(name, points), Infrastructure.getDefaultExecutor()));
    }

    private Uni<WriteOutcome> commit(String service, List<SeriesPoints> points) {
        List<Uni<WriteOutcome>> writes = new ArrayList<>();
        HourlyPoints.of(points)
                .forEach((hour, series) ->
                        writes.add(put(new Part(service, hour), BlockPacking.pack(series, config.maxBlockBytes()))));
        return Uni.join()
                .all(writes)
                .usingConcurrencyOf(config.writeConcurrency())
                .andFailFast()
                .map(outcomes -> outcomes.stream().reduce(WriteOutcome.STORED, WriteOutcome::and));
    }

    /** The blocks of a part, one after the other: when one fails after another was stored, nobody can say what is. */
    private Uni<WriteOutcome> put(Part part, List<byte[]> packed) {
        Uni<Void> puts = blocks.put(part, packed.getFirst());
        for (byte[] bytes : packed.subList(1, packed.size())) {
            puts = puts.chain(() -> blocks.put(part, bytes)
                    .onFailure(DependencyException.class)
                    .transform(GroupCommit::outcomeUnknown));
        }
        return puts.invoke(() -> dirtyMarks.mark(part))
                .replaceWith(WriteOutcome.STORED)
                .onFailure(DependencyException.class)
                .recoverWithItem(failure -> new WriteOutcome(Map.of(part, failure)));
    }

    private static DependencyException outcomeUnknown(DependencyException failure) {
        return new DependencyException.OutcomeUnknown(
                failure.dependency(), "only some of the blocks were stored", failure.retryAfter(), failure);
    }
}
