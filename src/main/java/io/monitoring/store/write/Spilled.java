package io.monitoring.store.write;

/** What comes back from the queue. */
public sealed interface Spilled permits SpilledParts, SpilledBlock, SpilledRequest {}
