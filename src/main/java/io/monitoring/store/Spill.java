package io.monitoring.store;

import io.smallrye.mutiny.Uni;

/** Where points go that DynamoDB does not take: a queue that keeps them until it does. */
public interface Spill {

    /**
     * Completes when the block is safe. Fails with a DependencyException: {@code Unavailable} when it was not sent,
     * {@code OutcomeUnknown} when it may have been.
     */
    Uni<Void> send(SpilledBlock block);

    /** The same for a request under an idempotency key. */
    Uni<Void> send(SpilledRequest request);
}
