package io.monitoring.store;

/** What comes back from the queue. */
public sealed interface Spilled permits SpilledParts, SpilledBlock, SpilledRequest {}
