package io.monitoring.advisor.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an analysis claims. Each claim names its evidence by id. */
public final class Findings {

    private Findings() {}

    /** How bad it is. */
    public enum Level {
        @JsonProperty("low")
        LOW,
        @JsonProperty("medium")
        MEDIUM,
        @JsonProperty("high")
        HIGH,
        @JsonProperty("critical")
        CRITICAL;

        public Level or(Level other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /**
     * Something to do.
     *
     * @param priority 1 is first
     * @param runbook id of the runbook that has it, null where none does
     * @param step the runbook's step
     * @param source {@code local} or {@code bedrock}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Recommendation(
            int priority,
            String action,
            String reason,
            String runbook,
            String step,
            List<String> evidence,
            String source) {}

    /** Something worth knowing. */
    public record Insight(String text, List<String> evidence, String source) {}

    /** Something that is wrong. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Issue(String title, Level severity, String serviceName, Instant since, List<String> evidence) {}

    /** A service to look at; {@code score} from 0 to 1. */
    public record Cause(String serviceName, double score, String words, List<String> evidence) {}

    /**
     * An unusual value.
     *
     * @param expectedLow null where the detector knew no interval
     * @param score from 0 to 1; 0.5 is the line of alarm
     * @param direction {@code up}, {@code down} or {@code silent}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Unusual(
            String serviceName,
            String metricType,
            Map<String, String> labels,
            Instant at,
            Double value,
            Double expectedLow,
            Double expectedHigh,
            double score,
            String direction,
            List<String> evidence) {}

    /** What could not be seen, or is not reported, and what to do to have it next time. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Missing(String what, String why, String send) {}

    /** One line of the story. */
    public record Moment(Instant at, String kind, String text, List<String> evidence) {}

    /** Something that helped the trouble along and did not begin it. */
    public record Factor(String text, List<String> evidence) {}

    /** Something to do afterwards. */
    public record Action(String title, Level priority, String why, List<String> evidence) {}
}
