package io.monitoring.advisor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.monitoring.advisor.request.AnalysisRequest.CapacityPrediction;
import io.monitoring.advisor.request.AnalysisRequest.Incident;
import io.monitoring.advisor.request.AnalysisRequest.IncidentResponse;
import io.monitoring.advisor.request.AnalysisRequest.LambdaGoal;
import io.monitoring.advisor.request.AnalysisRequest.LambdaOptimization;
import io.monitoring.advisor.request.AnalysisRequest.PerformanceOptimization;
import io.monitoring.advisor.request.AnalysisRequest.PostIncident;
import io.monitoring.advisor.request.AnalysisRequest.Severity;
import io.monitoring.platform.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisCallsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:34:56Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | overview",
                "{\"incident_mode\":false} | overview",
                "{\"incident_mode\":true,\"severity\":\"P0\"} | incident",
                "{\"mode\":\"incident_response\",\"context\":\"system_outage\"} | incident_response",
                "{\"analysis_type\":\"post_incident\",\"incident_id\":\"INC-1\"} | post_incident",
                "{\"analysis_type\":\"performance_degradation\",\"urgency\":\"high\"} | performance_degradation",
                "{\"analysis_type\":\"database_performance\",\"focus\":\"reads\"} | database_performance",
                "{\"analysis_type\":\"lambda_optimization\"} | lambda_optimization",
                "{\"analysis_type\":\"dynamodb_optimization\",\"table_name\":\"t\"} | dynamodb_optimization",
                "{\"analysis_type\":\"performance_optimization\"} | performance_optimization",
                "{\"analysis_type\":\"cost_optimization\"} | cost_optimization",
                "{\"analysis_type\":\"capacity_prediction\"} | capacity_prediction"
            })
    void knowsEveryPayload(String payload, String type) {
        assertThat(parse(payload).request().type()).isEqualTo(type);
    }

    @Test
    void looksAtTheLastWholeHourByDefault() {
        assertThat(parse("{}").window())
                .isEqualTo(new Period(Instant.parse("2026-06-01T11:34:00Z"), Instant.parse("2026-06-01T12:34:00Z")));
    }

    @Test
    void readsTheFieldsOfAPayload() {
        assertThat(parse("{\"incident_mode\":true,\"severity\":\"p1\"}").request())
                .isEqualTo(new Incident(Optional.of(Severity.P1)));
        assertThat(parse("{\"mode\":\"incident_response\",\"context\":\"system_outage\",\"severity\":\"critical\"}")
                        .request())
                .isEqualTo(new IncidentResponse(Optional.of(Severity.P0), Optional.of("system_outage")));
        assertThat(parse("{\"analysis_type\":\"lambda_optimization\",\"function_name\":\"f\","
                        + "\"optimization_target\":\"cost\"}"))
                .satisfies(call -> {
                    assertThat(call.request()).isEqualTo(new LambdaOptimization(Optional.of("f"), LambdaGoal.COST));
                    assertThat(call.service()).contains("f");
                });
        assertThat(parse("{\"analysis_type\":\"performance_optimization\",\"auto_apply\":true,"
                                + "\"components\":[\"lambda\",\"dynamodb\"]}")
                        .request())
                .isEqualTo(new PerformanceOptimization(true, List.of("lambda", "dynamodb")));
        assertThat(parse("{\"analysis_type\":\"capacity_prediction\",\"horizon_hours\":6,\"limit\":99.5}")
                        .request())
                .isInstanceOfSatisfying(CapacityPrediction.class, capacity -> {
                    assertThat(capacity.horizon()).isEqualTo(Duration.ofHours(6));
                    assertThat(capacity.limit()).hasValue(99.5);
                });
    }

    @Test
    void readsATimeRange() {
        var call = parse("{\"analysis_type\":\"post_incident\",\"incident_id\":\"INC-2024-001\","
                + "\"time_range\":\"2026-05-30T10:00:00Z/2026-05-30T14:00:00+02:00\"}");

        assertThat(call.request()).isEqualTo(new PostIncident(Optional.of("INC-2024-001")));
        assertThat(call.window())
                .isEqualTo(new Period(Instant.parse("2026-05-30T10:00:00Z"), Instant.parse("2026-05-30T12:00:00Z")));
        assertThat(parse("{\"time_range_minutes\":30}").window().length()).isEqualTo(Duration.ofMinutes(30));
        assertThat(parse("{\"time_range_hours\":6}").window().length()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        assertThat(parse("{\"colour\":{\"a\":[1]},\"lambda\":null}").request().type())
                .isEqualTo("overview");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"incident_mode\":\"yes\"} | incident_mode",
                "{\"severity\":7} | severity",
                "{\"severity\":\"P9\"} | severity",
                "{\"mode\":\"other\"} | mode",
                "{\"analysis_type\":\"other\"} | analysis_type",
                "{\"analysis_type\":[]} | analysis_type",
                "{\"analysis_type\":\"post_incident\",\"incident_id\":5} | incident_id",
                "{\"time_range\":\"yesterday\"} | time_range",
                "{\"time_range\":\"2026-05-30T12:00:00Z/2026-05-30T10:00:00Z\"} | time_range",
                "{\"time_range\":\"2027-05-30T10:00:00Z/2027-05-30T12:00:00Z\"} | time_range",
                "{\"time_range_minutes\":0} | time_range_minutes",
                "{\"time_range_minutes\":1.5} | time_range_minutes",
                "{\"time_range_hours\":\"2\"} | time_range_hours",
                "{\"service_name\":\"\"} | service_name",
                "{\"analysis_type\":\"performance_optimization\",\"auto_apply\":1} | auto_apply",
                "{\"analysis_type\":\"performance_optimization\",\"components\":[1]} | components[0]",
                "{\"analysis_type\":\"capacity_prediction\",\"limit\":\"9\"} | limit"
            })
    void namesAFieldOfTheWrongType(String payload, String field) {
        assertThatThrownBy(() -> parse(payload)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().errors()).extracting("field").containsExactly(field);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "null"})
    void refusesWhatIsNoObject(String payload) {
        assertThatThrownBy(() -> parse(payload)).isInstanceOf(ProblemException.class);
    }

    private static AnalysisCall parse(String payload) {
        try {
            JsonNode node = new JsonMapper().readTree(payload);
            return AnalysisCalls.parse(node, NOW);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
