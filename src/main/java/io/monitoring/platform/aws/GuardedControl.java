package io.monitoring.platform.aws;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Bulkhead;

/** Lets control calls through one after another, for each dependency; beyond a few that wait, the next fails at once. */
@ApplicationScoped
class GuardedControl {

    /** Enough for the background and a few admins; more would only wait for the same answer. */
    static final int WAITING_AT_MOST = 4;

    @Bulkhead(value = 1, waitingTaskQueue = WAITING_AT_MOST)
    <T> Uni<T> toDynamo(Supplier<Uni<T>> call) {
        return call.get();
    }

    @Bulkhead(value = 1, waitingTaskQueue = WAITING_AT_MOST)
    <T> Uni<T> toSqs(Supplier<Uni<T>> call) {
        return call.get();
    }
}
