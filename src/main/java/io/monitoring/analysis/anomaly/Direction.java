package io.monitoring.analysis.anomaly;

/** The side on which the usual range was left. */
public enum Direction {
    ABOVE,
    BELOW
}
