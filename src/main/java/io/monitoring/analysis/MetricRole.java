package io.monitoring.analysis;

import java.util.List;
import java.util.Locale;

/**
 * What a metric tells, as its name says: the first role whose words it has. It decides which direction is bad, and along
 * which way of the graph it spreads.
 */
public enum MetricRole {
    /** Waiting: a caller waits for what it calls. */
    LATENCY(1, "latency", "duration", "response_time", "responsetime"),
    /** Share of good answers, as a ratio or per cent: a caller fails with what it calls. */
    AVAILABILITY(-1, "availability", "success"),
    /** Failures, counted or as a share: a caller fails with what it calls. */
    ERRORS(1, "error", "fault", "failure", "failed", "5xx", "throttle"),
    /** Traffic: it comes from the callers. */
    REQUESTS(0, "request", "invocation", "calls", "throughput", "traffic"),
    /** What a service runs out of. */
    SATURATION(1, "cpu", "memory", "heap", "disk", "queue", "backlog", "utili", "saturation", "connections"),
    OTHER(0);

    private final int bad;
    private final List<String> words;

    MetricRole(int bad, String... words) {
        this.bad = bad;
        this.words = List.of(words);
    }

    public static MetricRole of(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        for (MetricRole role : values()) {
            if (role.words.stream().anyMatch(name::contains)) {
                return role;
            }
        }
        return OTHER;
    }

    /** +1 when more is bad, -1 when less is bad, 0 when it depends. */
    public int bad() {
        return bad;
    }

    /** Whether users feel it; then its harm travels from the called to the caller, which traffic does not. */
    public boolean isSymptom() {
        return this == LATENCY || this == AVAILABILITY || this == ERRORS;
    }
}
