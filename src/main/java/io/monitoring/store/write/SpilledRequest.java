package io.monitoring.store.write;

import java.util.List;

/**
 * A request under an idempotency key on its way through the queue. An attempt to store it may have gone out unanswered.
 *
 * @param key    the key and a hash of the body
 * @param answer what whoever repeats the request is answered
 */
public record SpilledRequest(IdempotencyKey key, List<PackedPart> parts, String answer) implements Spilled {}
