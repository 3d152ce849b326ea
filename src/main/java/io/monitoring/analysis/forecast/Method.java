package io.monitoring.analysis.forecast;

/** A way to continue a series. */
interface Method {

    /** How it is called in a blend. */
    String name();

    /** Fewest values it can continue. */
    int needs();

    /** The next {@code horizon} values after a history of at least {@link #needs()} values. */
    double[] continued(double[] history, int horizon);
}
