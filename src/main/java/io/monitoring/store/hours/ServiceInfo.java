package io.monitoring.store.hours;

import java.time.Instant;

/** A service that reports, and when it was first and last seen doing so. */
public record ServiceInfo(String name, Instant firstSeen, Instant lastSeen) {}
