package io.monitoring.store;

/** What comes back from the queue. */
sealed interface Spilled permits SpilledParts, SpilledBlock, SpilledRequest {}
