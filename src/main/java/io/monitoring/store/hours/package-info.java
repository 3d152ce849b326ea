/** What becomes of the points of an hour: the index of hours, the log of settled minutes, roll-ups, compaction, and the registry of series. */
package io.monitoring.store.hours;
