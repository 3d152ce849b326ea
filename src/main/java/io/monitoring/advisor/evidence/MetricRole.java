package io.monitoring.advisor.evidence;

import java.util.List;
import java.util.Locale;

/** What a metric tells, as its name says; the first role whose words it has. Decides which direction is bad. */
public enum MetricRole {
    LATENCY(1, "latency", "duration", "response_time", "responsetime"),
    AVAILABILITY(-1, "availability", "success"),
    ERRORS(1, "error", "fault", "failure", "failed", "5xx", "throttle"),
    REQUESTS(0, "request", "invocation", "calls", "throughput", "traffic"),
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

    /** Whether users feel it. */
    public boolean isSymptom() {
        return this == LATENCY || this == AVAILABILITY || this == ERRORS;
    }
}
