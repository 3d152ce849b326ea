package io.monitoring.store.write;

import io.monitoring.platform.guard.CallBatching;
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

    private final JointReturn joint;
    private final CallBatching<Spilled, Boolean> together;

    SpillReturn(JointReturn joint) {
        this.joint = joint;
        this.together = new CallBatching<>(MOMENT, JointReturn::shareOfOne, joint::store);
    }

    public Uni<Void> store(Spilled one) {
        return together.with(one).chain(stored -> stored ? Uni.createFrom().voidItem() : joint.storeAlone(one));
    }
}
