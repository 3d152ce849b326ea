package io.monitoring.store.write;

/** What became of a write under an idempotency key. */
public sealed interface KeyedOutcome {

    /** All of it is stored, now, for the first time. */
    record Stored() implements KeyedOutcome {}

    /** All of it is in the queue, and stored when DynamoDB takes it. */
    record Queued() implements KeyedOutcome {}

    /** It was stored before, and this was kept with the key. */
    record Replayed(String answer) implements KeyedOutcome {}

    /** The key has been used for another body. Nothing was stored. */
    record KeyReused() implements KeyedOutcome {}

    /** The points need more or larger blocks than one transaction takes. Nothing was stored. */
    record TooLarge(int parts, int limit) implements KeyedOutcome {}
}
