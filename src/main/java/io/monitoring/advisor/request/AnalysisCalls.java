package io.monitoring.advisor.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.monitoring.advisor.request.AnalysisRequest.CapacityPrediction;
import io.monitoring.advisor.request.AnalysisRequest.CostOptimization;
import io.monitoring.advisor.request.AnalysisRequest.DatabasePerformance;
import io.monitoring.advisor.request.AnalysisRequest.DynamoDbOptimization;
import io.monitoring.advisor.request.AnalysisRequest.Incident;
import io.monitoring.advisor.request.AnalysisRequest.IncidentResponse;
import io.monitoring.advisor.request.AnalysisRequest.LambdaGoal;
import io.monitoring.advisor.request.AnalysisRequest.LambdaOptimization;
import io.monitoring.advisor.request.AnalysisRequest.Overview;
import io.monitoring.advisor.request.AnalysisRequest.PerformanceDegradation;
import io.monitoring.advisor.request.AnalysisRequest.PerformanceOptimization;
import io.monitoring.advisor.request.AnalysisRequest.PostIncident;
import io.monitoring.advisor.request.AnalysisRequest.Severity;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads payloads. Which one it is: {@code analysis_type}, else {@code mode}, else {@code incident_mode}, else everything
 * now. Known fields are read strictly, unknown ones ignored.
 */
public final class AnalysisCalls {

    private static final String TYPE = "analysis_type";
    private static final String MODE = "mode";
    private static final String SERVICE = "service_name";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONG = Duration.ofDays(14);
    private static final int FURTHEST_HOURS = 14 * 24;

    private AnalysisCalls() {}

    /** @throws ProblemException 400, when it is no object or one of its known fields has a wrong value */
    public static AnalysisCall parse(JsonNode payload, Instant now) {
        if (!(payload instanceof ObjectNode object)) {
            throw new ProblemException(ProblemCode.MALFORMED, "body: must be a JSON object");
        }
        var fields = new Fields(object);
        AnalysisRequest request = request(fields);
        Optional<String> service = fields.text(SERVICE);
        if (request instanceof LambdaOptimization lambda && service.isEmpty()) {
            service = lambda.functionName();
        }
        return new AnalysisCall(request, TimeRanges.of(fields, usual(request), now), service);
    }

    private static AnalysisRequest request(Fields fields) {
        boolean incident = fields.flag("incident_mode");
        Optional<Severity> severity = fields.text("severity").map(AnalysisCalls::severity);
        Optional<String> mode = fields.text(MODE);
        Optional<String> type = fields.text(TYPE);
        if (type.isPresent()) {
            return ofType(type.get(), fields);
        }
        if (mode.isPresent()) {
            if (!mode.get().equals("incident_response")) {
                throw ProblemException.invalid(MODE, "must be incident_response");
            }
            return new IncidentResponse(severity, fields.text("context"));
        }
        return incident ? new Incident(severity) : new Overview();
    }

    private static AnalysisRequest ofType(String type, Fields fields) {
        return switch (type) {
            case "post_incident" -> new PostIncident(fields.text("incident_id"));
            case "performance_degradation" -> new PerformanceDegradation(fields.text("urgency"));
            case "database_performance" -> new DatabasePerformance(fields.text("focus"));
            case "lambda_optimization" ->
                new LambdaOptimization(
                        fields.text("function_name"),
                        fields.text("optimization_target").map(LambdaGoal::of).orElse(LambdaGoal.BALANCED));
            case "dynamodb_optimization" ->
                new DynamoDbOptimization(fields.text("table_name"), fields.text("optimization_focus"));
            case "performance_optimization" ->
                new PerformanceOptimization(fields.flag("auto_apply"), fields.texts("components"));
            case "cost_optimization" -> new CostOptimization();
            case "capacity_prediction" ->
                new CapacityPrediction(
                        Duration.ofHours(
                                fields.whole("horizon_hours", 1, FURTHEST_HOURS).orElse(24)),
                        fields.text("metric_type"),
                        fields.number("limit"));
            case "overview" -> new Overview();
            default ->
                throw ProblemException.invalid(
                        TYPE,
                        "must be one of post_incident, performance_degradation, database_performance,"
                                + " lambda_optimization, dynamodb_optimization, performance_optimization,"
                                + " cost_optimization, capacity_prediction, overview");
        };
    }

    private static Severity severity(String text) {
        return Severity.of(text)
                .orElseThrow(() -> ProblemException.invalid(
                        "severity", "must be one of P0, P1, P2, P3, or critical, high, medium, low"));
    }

    /** The time that is looked at where the request names none. */
    private static Duration usual(AnalysisRequest request) {
        return switch (request) {
            case Overview any -> HOUR;
            case Incident any -> HOUR;
            case IncidentResponse any -> HOUR;
            case PostIncident any -> HOUR.multipliedBy(2);
            case PerformanceDegradation any -> HOUR;
            case DatabasePerformance any -> HOUR;
            case LambdaOptimization any -> DAY;
            case DynamoDbOptimization any -> DAY;
            case PerformanceOptimization any -> HOUR;
            case CostOptimization any -> DAY;
            case CapacityPrediction any -> LONG;
        };
    }
}
