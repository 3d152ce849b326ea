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

    private final KeyedCommit keyed;
    private final JointReturn joint;
    private final Gathering<Spilled, Boolean> together;

    SpillReturn(KeyedCommit keyed, JointReturn joint) {
        this.keyed = keyed;
        this.joint = joint;
        this.together = new Gathering<>(MOMENT, JointReturn::shareOfOne, joint::store);
    }

    public Uni<Void> store(SpilledParts parts) {
        return together.with(parts).chain(stored -> stored ? Uni.createFrom().voidItem() : joint.storeAlone(parts));
    }

    public Uni<Void> store(SpilledBlock block) {
        return together.with(block).chain(stored -> stored ? Uni.createFrom().voidItem() : joint.storeAlone(block));
    }

    public Uni<Void> store(SpilledRequest request) {
        return together.with(request).chain(stored -> stored ? Uni.createFrom().voidItem() : keyed.restore(request));
    }
}
