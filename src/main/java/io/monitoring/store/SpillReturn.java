package io.monitoring.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Stores what comes back from the queue, once each, however often it comes. */
@ApplicationScoped
public class SpillReturn {

    private final BlockStore blocks;
    private final KeyedCommit keyed;
    private final DirtyMarks dirtyMarks;

    SpillReturn(BlockStore blocks, KeyedCommit keyed, DirtyMarks dirtyMarks) {
        this.blocks = blocks;
        this.keyed = keyed;
        this.dirtyMarks = dirtyMarks;
    }

    public Uni<Void> store(SpilledBlock block) {
        return blocks.restore(block).invoke(() -> dirtyMarks.mark(new Part(block.service(), Hour.parse(block.hour()))));
    }

    public Uni<Void> store(SpilledRequest request) {
        return keyed.restore(request);
    }
}
