package io.monitoring.analysis.anomaly;

/** What of a series left its usual range. */
public enum Signal {
    /** A single value. */
    VALUE("value"),
    /** The short-term mean, which a run of high or low values moves. */
    LEVEL("short-term mean"),
    /** The short-term mean beside the long-term mean: a change of level that is quick for this series. */
    SHIFT("short-term mean, for where the long-term mean is,"),
    /** How much one value differs from the one before: a series that turned restless. */
    ACTIVITY("step between values"),
    /** What is left of the value when its hourly, daily or weekly pattern is taken away. */
    SEASON("value, for this time of its period,");

    private final String words;

    Signal(String words) {
        this.words = words;
    }

    /** To be followed by a number. */
    public String words() {
        return words;
    }
}
