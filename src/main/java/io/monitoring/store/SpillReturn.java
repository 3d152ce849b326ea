package io.monitoring.store;

import io.monitoring.platform.Gathering;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Stores what comes back from the queue, once each, however often it comes. What comes within a moment is stored
 * together; where that is refused, each is stored by itself.
 */
@ApplicationScoped
public class SpillReturn {

    private static final Duration MOMENT = Duration.ofMillis(10);

    private final BlockStore blocks;
    private final KeyedCommit keyed;
    private final DirtyMarks dirtyMarks;
    private final Gathering<Spilled, Boolean> together;

    SpillReturn(BlockStore blocks, KeyedCommit keyed, JointReturn joint, DirtyMarks dirtyMarks) {
        this.blocks = blocks;
        this.keyed = keyed;
        this.dirtyMarks = dirtyMarks;
        this.together = new Gathering<>(MOMENT, JointReturn::shareOfOne, joint::store);
    }

    public Uni<Void> store(SpilledBlock block) {
        return together.with(block).chain(stored -> stored ? Uni.createFrom().voidItem() : alone(block));
    }

    public Uni<Void> store(SpilledRequest request) {
        return together.with(request).chain(stored -> stored ? Uni.createFrom().voidItem() : keyed.restore(request));
    }

    private Uni<Void> alone(SpilledBlock block) {
        return blocks.restore(block).invoke(() -> dirtyMarks.mark(block.part()));
    }
}
