package io.monitoring.store.write;

import io.monitoring.series.SeriesPoints;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Group commit for one service: while a write is in flight, what arrives waits, and then goes out together. No timer:
 * an idle service waits for nothing, and a busy one packs by itself.
 */
final class ServiceLane {

    /** Points that go out together at most; what is beyond goes with the next write. */
    private static final int LARGEST_GROUP = 50_000;

    private static final Logger LOG = Logger.getLogger(ServiceLane.class);

    private record Waiting(List<SeriesPoints> points, int count, UniEmitter<? super WriteOutcome> answer) {}

    /** Writes points of the lane's service. */
    interface Commit {

        /**
         * @param follow whether these points waited behind a write that DynamoDB did not take: they go where it went, so
         *               that nobody waits for two failures
         */
        Uni<WriteOutcome> write(List<SeriesPoints> points, boolean follow);
    }

    private final Commit commit;
    private final Executor executor;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean inFlight;

    /**
     * @param commit   its outcome is handed to everyone whose points were among those written
     * @param executor where packing runs, since it may take milliseconds; the later it runs, the more go together
     */
    ServiceLane(Commit commit, Executor executor) {
        this.commit = commit;
        this.executor = executor;
    }

    /** Completes when the points are stored, or when it is known which are not. Never fails for a dependency. */
    Uni<WriteOutcome> write(List<SeriesPoints> points, int count) {
        return Uni.createFrom().emitter(answer -> {
            synchronized (this) {
                waiting.add(new Waiting(points, count, answer));
                if (inFlight) {
                    return;
                }
                inFlight = true;
            }
            executor.execute(() -> commitNext(false));
        });
    }

    private void commitNext(boolean follow) {
        List<Waiting> group = nextGroup();
        if (group.isEmpty()) {
            return;
        }
        List<SeriesPoints> points = new ArrayList<>();
        group.forEach(one -> points.addAll(one.points()));
        Uni.createFrom()
                .deferred(() -> commit.write(points, follow))
                .subscribe()
                .with(
                        outcome -> {
                            executor.execute(() -> commitNext(!follow && !outcome.stored()));
                            group.forEach(one -> one.answer().complete(outcome));
                        },
                        failure -> {
                            LOG.error("A group commit failed", failure);
                            executor.execute(() -> commitNext(false));
                            group.forEach(one -> one.answer().fail(failure));
                        });
    }

    private synchronized List<Waiting> nextGroup() {
        List<Waiting> group = new ArrayList<>();
        int count = 0;
        while (!waiting.isEmpty() && (group.isEmpty() || count + waiting.peek().count() <= LARGEST_GROUP)) {
            Waiting next = waiting.remove();
            group.add(next);
            count += next.count();
        }
        inFlight = !group.isEmpty();
        return group;
    }
}
