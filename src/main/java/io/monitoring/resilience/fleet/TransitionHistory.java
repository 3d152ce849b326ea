package io.monitoring.resilience.fleet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.guard.BreakerMoved;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Every transition on its way into the table. While the table is away they wait in memory, and beyond the buffer the
 * oldest are dropped and counted. The latest are remembered either way, for when the table cannot be asked.
 */
@ApplicationScoped
public class TransitionHistory {

    /** The latest ones, and those that the table does not have yet. Breakers move a few times a minute at most. */
    private static final int BUFFER = 1000;

    private final FleetTable table;
    private final ThisInstance self;
    private final Counter dropped;
    private final Deque<RecordedTransition> unwritten = new ArrayDeque<>();
    private final Deque<RecordedTransition> latest = new ArrayDeque<>();
    private long sequence;

    TransitionHistory(FleetTable table, ThisInstance self, MeterRegistry meters) {
        this.table = table;
        this.self = self;
        this.dropped = Counter.builder("monitoring.circuit.breaker.history.dropped")
                .description("Transitions that the table did not take before the buffer was full")
                .register(meters);
    }

    synchronized void breakerMoved(@Observes BreakerMoved moved) {
        var transition = moved.transition();
        var kept = new RecordedTransition(
                moved.name(),
                transition.at().truncatedTo(ChronoUnit.MILLIS),
                transition.from(),
                transition.to(),
                transition.reason(),
                self.id(),
                sequence++);
        if (unwritten.size() == BUFFER) {
            unwritten.removeFirst();
            dropped.increment();
        }
        unwritten.addLast(kept);
        if (latest.size() == BUFFER) {
            latest.removeFirst();
        }
        latest.addLast(kept);
    }

    /** Writes the oldest of those that wait: true where there was one. Written twice, they are there once. */
    Uni<Boolean> write() {
        return Uni.createFrom().deferred(() -> {
            List<RecordedTransition> batch = oldest();
            return batch.isEmpty()
                    ? Uni.createFrom().item(false)
                    : table.keep(batch).invoke(left -> written(batch, left)).replaceWith(true);
        });
    }

    /** This instance's latest, oldest first. */
    public synchronized List<RecordedTransition> latest() {
        return List.copyOf(latest);
    }

    private synchronized List<RecordedTransition> oldest() {
        return unwritten.stream().limit(FleetTable.BATCH).toList();
    }

    private synchronized void written(List<RecordedTransition> batch, Set<RecordedTransition> left) {
        batch.stream().filter(transition -> !left.contains(transition)).forEach(unwritten::remove);
    }
}
