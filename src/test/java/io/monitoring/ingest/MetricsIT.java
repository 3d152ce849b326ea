package io.monitoring.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main calls against the packaged application. */
@QuarkusIntegrationTest
@QuarkusTestResource(DevStackResource.class)
class MetricsIT {

    private static final String POINT = "{\"service_name\":\"%s\",\"metric_type\":\"cpu\",\"value\":%s}";

    @TestHTTPResource
    URI base;

    private MetricsClient api;

    @BeforeEach
    void connect() {
        api = new MetricsClient(base);
    }

    @Test
    void storesAPointAndReadsItBack() {
        MetricsClient.Answer answer = api.post(POINT.formatted("it-single", "12.5"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        List<JsonNode> points = api.readAll("service=it-single");
        assertThat(points).hasSize(1);
        assertThat(points.getFirst().get("value").asDouble()).isEqualTo(12.5);
        assertThat(points.getFirst().get("source").asText()).isEqualTo("monitoring-api");
    }

    @Test
    void takesCompressedLinesAndPagesThroughThem() {
        String lines = (POINT.formatted("it-lines", "1") + "\n").repeat(250);

        MetricsClient.Answer answer = api.post(
                BadInputs.gzip(lines.getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "application/x-ndjson",
                "Content-Encoding",
                "gzip");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.accepted()).isEqualTo(250);
        assertThat(api.readAll("limit=100&service=it-lines")).hasSize(250);
    }

    @Test
    void repeatsTheAnswerToAKey() {
        String body = "[" + POINT.formatted("it-key", "1") + "," + POINT.formatted("it-key", "\"2\"") + "]";

        MetricsClient.Answer first = api.post(body, "Idempotency-Key", "it-1");
        MetricsClient.Answer second = api.post(body, "Idempotency-Key", "it-1");

        assertThat(first.status()).isEqualTo(207);
        assertThat(second.status()).isEqualTo(207);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(api.readAll("service=it-key")).hasSize(1);
    }

    static List<BadInputs.BadInput> someBadInputs() {
        return BadInputs.ALL.stream()
                .filter(input -> List.of("not JSON", "value NaN", "gzip bomb", "plain text", "one bad line of two")
                        .contains(input.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("someBadInputs")
    void answersBadInputs(BadInputs.BadInput input) {
        MetricsClient.Answer answer = input.contentEncoding() == null
                ? api.post(input.body(), "Content-Type", input.contentType())
                : api.post(
                        input.body(), "Content-Type", input.contentType(), "Content-Encoding", input.contentEncoding());

        assertThat(answer.status()).as(answer.body()).isEqualTo(input.status());
        assertThat(answer.body()).contains("\"field\":\"" + input.field());
    }

    @Test
    void tellsOfServicesSecondsAfterTheirFirstPoint() {
        api.post(POINT.formatted("it-registry", "1"));

        assertThat(api.services()).contains("it-registry");
        await().atMost(Duration.ofSeconds(40))
                .until(() -> api.get("services/it-registry").body().contains("\"metric_type\":\"cpu\""));
    }

    @Test
    void isHealthyAndKeepsItsAdminRoutesShut() {
        MetricsClient.Answer health = api.get("health");

        assertThat(health.status()).as(health.body()).isEqualTo(200);
        assertThat(health.json().get("circuit_breaker").asText()).isEqualTo("CLOSED");
        assertThat(api.get("admin/circuit-breakers", "Authorization", "Bearer x")
                        .status())
                .isEqualTo(403);
        assertThat(api.get("no/such/route").status()).isEqualTo(404);
    }
}
