package io.monitoring.advisor.request;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What is to be analysed. Whatever the question, the answer has the common fields; some have more. */
public sealed interface AnalysisRequest {

    /** As {@code analysis_type} in the answer. */
    String type();

    /** {@code {}}: everything, now. */
    record Overview() implements AnalysisRequest {
        @Override
        public String type() {
            return "overview";
        }
    }

    /** {@code {"incident_mode":true,"severity":"P0"}}. */
    record Incident(Optional<Severity> severity) implements AnalysisRequest {
        @Override
        public String type() {
            return "incident";
        }
    }

    /** {@code {"mode":"incident_response","context":"system_outage"}}. */
    record IncidentResponse(Optional<Severity> severity, Optional<String> context) implements AnalysisRequest {
        @Override
        public String type() {
            return "incident_response";
        }
    }

    /** {@code {"analysis_type":"post_incident","incident_id":"...","time_range":"<from>/<to>"}}. */
    record PostIncident(Optional<String> incidentId) implements AnalysisRequest {
        @Override
        public String type() {
            return "post_incident";
        }
    }

    record PerformanceDegradation(Optional<String> urgency) implements AnalysisRequest {
        @Override
        public String type() {
            return "performance_degradation";
        }
    }

    record DatabasePerformance(Optional<String> focus) implements AnalysisRequest {
        @Override
        public String type() {
            return "database_performance";
        }
    }

    /** @param functionName the service whose points tell of the function; without it, every service that reports such */
    record LambdaOptimization(Optional<String> functionName, LambdaGoal goal) implements AnalysisRequest {
        @Override
        public String type() {
            return "lambda_optimization";
        }
    }

    record DynamoDbOptimization(Optional<String> tableName, Optional<String> focus) implements AnalysisRequest {
        @Override
        public String type() {
            return "dynamodb_optimization";
        }
    }

    record PerformanceOptimization(boolean autoApply, List<String> components) implements AnalysisRequest {
        @Override
        public String type() {
            return "performance_optimization";
        }
    }

    record CostOptimization() implements AnalysisRequest {
        @Override
        public String type() {
            return "cost_optimization";
        }
    }

    /**
     * @param horizon how far to look ahead
     * @param metric only this metric; without it, whatever tells of load
     * @param limit what the metric must not exceed
     */
    record CapacityPrediction(Duration horizon, Optional<String> metric, OptionalDouble limit)
            implements AnalysisRequest {
        @Override
        public String type() {
            return "capacity_prediction";
        }
    }

    /** How bad it is said to be. */
    enum Severity {
        P0("critical"),
        P1("high"),
        P2("medium"),
        P3("low");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        static Optional<Severity> of(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.name().equalsIgnoreCase(text) || one.word.equalsIgnoreCase(text))
                    .findFirst();
        }
    }

    /** What a function's memory is chosen for. */
    enum LambdaGoal {
        COST,
        PERFORMANCE,
        BALANCED;

        /** By what the text mentions; balanced where it mentions both or neither. */
        static LambdaGoal of(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            boolean cost = lower.contains("cost");
            boolean speed = Stream.of("perf", "latency", "speed", "duration").anyMatch(lower::contains);
            if (cost == speed) {
                return BALANCED;
            }
            return cost ? COST : PERFORMANCE;
        }
    }
}
