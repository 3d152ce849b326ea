package io.monitoring.store.write;

import io.smallrye.mutiny.Uni;

/** Where points go that DynamoDB does not take: a queue that keeps them until it does. */
public interface Spill {

    /**
     * Takes points that nobody has tried to put into DynamoDB, or that it has certainly not taken. Completes when they are
     * safe. Fails with a DependencyException: {@code Unavailable} when they were not sent, {@code OutcomeUnknown} when
     * they may have been.
     */
    Uni<Void> send(PackedPart part);

    /** The same for a block that DynamoDB may have taken. */
    Uni<Void> send(SpilledBlock block);

    /** The same for a request under an idempotency key. */
    Uni<Void> send(SpilledRequest request);
}
