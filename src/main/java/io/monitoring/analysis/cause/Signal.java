package io.monitoring.analysis.cause;

import java.util.Locale;

/** What a metric tells, as its name says. It decides which direction is bad, and along which way of the graph it spreads. */
enum Signal {
    /** Waiting: more is bad; a caller waits for what it calls. */
    LATENCY(1),
    /** Share of good answers, as a ratio or per cent: less is bad; a caller fails with what it calls. */
    AVAILABILITY(-1),
    /** Failures, counted or as a share: more is bad; a caller fails with what it calls. */
    ERRORS(1),
    /** Traffic: either direction; it comes from the callers. */
    REQUESTS(0),
    /** Anything else: either direction; spreads from what is called, between metrics of the same name. */
    OTHER(0);

    private final int bad;

    Signal(int bad) {
        this.bad = bad;
    }

    /** +1 when more is bad, -1 when less is bad, 0 when both can be. */
    int bad() {
        return bad;
    }

    /** Harm travels from the called to the caller; traffic does not. */
    boolean isHarm() {
        return bad != 0;
    }

    static Signal of(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        if (has(name, "latency", "duration", "response_time", "responsetime")) {
            return LATENCY;
        }
        if (has(name, "availability", "success")) {
            return AVAILABILITY;
        }
        if (has(name, "error", "fault", "failure", "5xx")) {
            return ERRORS;
        }
        if (has(name, "request", "invocation", "calls", "throughput", "traffic")) {
            return REQUESTS;
        }
        return OTHER;
    }

    private static boolean has(String name, String... words) {
        for (String word : words) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /**
     * How gladly a metric stands for its signal, lowest first: the target's own spelling, a mean, a median, a high
     * percentile, whatever else.
     */
    static int preference(String metric, String targetMetric) {
        String name = metric.toLowerCase(Locale.ROOT);
        if (name.equals(targetMetric.toLowerCase(Locale.ROOT))) {
            return 0;
        }
        if (has(name, "average", "avg", "mean", "sum")) {
            return 1;
        }
        if (!name.matches(".*\\bp\\d+.*|.*_p\\d+.*|.*(min|max).*")) {
            return 2;
        }
        if (has(name, "p50")) {
            return 3;
        }
        return has(name, "p9") ? 4 : 5;
    }
}
