package io.monitoring.store;

/** The points of a request that share one fate: those of one service and hour. */
public record Part(String service, Hour hour) {}
