package io.monitoring.store;

import io.monitoring.series.Hour;

/** The points of a request that share one fate: those of one service and hour. */
public record Part(String service, Hour hour) {}
