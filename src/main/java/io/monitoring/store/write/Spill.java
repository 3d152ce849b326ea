package io.monitoring.store.write;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Where points go that DynamoDB does not take: a queue that keeps them until it does. */
public interface Spill {

    /**
     * How long is remembered what a message may bring back, so that its points are never stored twice: 14 days in the
     * queue, 14 more once it has been put back from the dead letters, and two in hand.
     */
    Duration MESSAGES_OUTLIVED = Duration.ofDays(30);

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
