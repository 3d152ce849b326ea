package io.monitoring.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A payload of POST /analysis, and what its answer has to have.
 *
 * @param filled fields that are there and say something, given points that tell of everything
 */
public record Promise(String payload, List<String> filled) {

    private static final List<String> OF_ALL = List.of(
            "timestamp",
            "recommendations",
            "insights",
            "issues",
            "risk_level",
            "root_causes",
            "anomalies",
            "engine",
            "degraded",
            "similar",
            "evidence");

    /** @param range of the hour that is reported */
    public static List<Promise> all(String range) {
        return List.of(
                new Promise("{}", List.of()),
                new Promise("{\"incident_mode\":true,\"severity\":\"P0\"}", List.of()),
                new Promise(
                        "{\"mode\":\"incident_response\",\"context\":\"system_outage\"}",
                        List.of("runbook", "next_steps")),
                new Promise(
                        "{\"analysis_type\":\"post_incident\",\"incident_id\":\"INC-1\",\"time_range\":\"" + range
                                + "\"}",
                        List.of("incident_id", "timeline", "contributing_factors", "action_items")),
                new Promise(
                        "{\"analysis_type\":\"performance_degradation\",\"urgency\":\"high\",\"time_range_minutes\":60}",
                        List.of()),
                new Promise(
                        "{\"analysis_type\":\"database_performance\",\"focus\":\"latency\",\"time_range_hours\":1}",
                        List.of()),
                new Promise(
                        "{\"analysis_type\":\"lambda_optimization\",\"function_name\":\"" + ThousandSeries.function()
                                + "\",\"optimization_target\":\"cost\"}",
                        List.of("recommended_memory", "measured", "cost_model")),
                new Promise(
                        "{\"analysis_type\":\"dynamodb_optimization\",\"table_name\":\"t\",\"optimization_focus\":\"cost\"}",
                        List.of("safe_optimizations")),
                new Promise(
                        "{\"analysis_type\":\"performance_optimization\",\"auto_apply\":false,\"components\":[\"lambda\"]}",
                        List.of("safe_optimizations")),
                new Promise("{\"analysis_type\":\"cost_optimization\"}", List.of("cost_optimizations", "basis")),
                new Promise(
                        "{\"analysis_type\":\"capacity_prediction\",\"horizon_hours\":1}",
                        List.of("predictions", "recommended_capacity")));
    }

    /** What the document says, without what may differ between two answers over the same data. */
    static JsonNode timeless(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        return copy.without(List.of("id", "timestamp"));
    }

    /**
     * Asks until two answers in a row are about the same minute and both whole, a few times at most, and checks that they
     * agree and keep the promise; returns the last. At the turn of a minute, the next answer is about other data.
     */
    public JsonNode askTwice(Function<String, JsonNode> analysis) {
        JsonNode first = analysis.apply(payload);
        JsonNode second = analysis.apply(payload);
        for (int more = 0; more < 3 && !areOfTheSameData(first, second); more++) {
            first = second;
            second = analysis.apply(payload);
        }
        check(first);
        check(second);
        assertThat(second.get("window")).as(payload).isEqualTo(first.get("window"));
        assertThat(timeless(second)).as(payload).isEqualTo(timeless(first));
        return second;
    }

    private static boolean areOfTheSameData(JsonNode first, JsonNode second) {
        return isWhole(first) && isWhole(second) && first.get("window").equals(second.get("window"));
    }

    private static boolean isWhole(JsonNode document) {
        return !document.path("degraded").asBoolean(true);
    }

    private void check(JsonNode document) {
        assertThat(document.properties().stream().map(Map.Entry::getKey))
                .as(payload)
                .containsAll(OF_ALL);
        assertThat(document.get("degraded").asBoolean())
                .as("%s: %s", payload, document.get("missing"))
                .isFalse();
        assertThat(document.get("recommendations")).as(payload).isNotEmpty();
        assertThat(document.get("engine").asText()).isEqualTo("local");
        for (String field : filled) {
            JsonNode value = document.path(field);
            assertThat(value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty())
                    .as("%s of the answer to %s: %s", field, payload, value)
                    .isFalse();
        }
    }
}
