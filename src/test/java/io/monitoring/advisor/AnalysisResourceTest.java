package io.monitoring.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.MetricsClient;
import io.monitoring.ingest.MetricsClient.Answer;
import io.monitoring.platform.config.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Analyses over HTTP, with twenty services of which one has become slow, twice on one day. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(AnalysisProfile.class)
class AnalysisResourceTest {

    private static final int FAULTY = 5;

    private static final ShopTraffic SHOP = new ShopTraffic("shop");
    private static Instant reported;

    @Inject
    MovableClock clock;

    @TestHTTPResource
    URI base;

    private MetricsClient api;

    @BeforeEach
    void haveTrouble() {
        api = new MetricsClient(base);
        if (reported == null) {
            clock.advance(Duration.ofHours(12));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            SHOP.report(api, now.minus(Duration.ofHours(5)), FAULTY);
            SHOP.report(api, now, FAULTY);
            complete("{\"time_range\":\"%s/%s\"}"
                    .formatted(now.minus(Duration.ofHours(6)), now.minus(Duration.ofHours(5))));
            reported = now;
        }
    }

    @Test
    void answersForATimeOfWhichNothingIsKept() {
        JsonNode document = analyse(
                "{\"analysis_type\":\"post_incident\",\"incident_id\":\"INC-2024-001\",\"time_range\":\"2024-01-01T10:00:00Z/2024-01-01T12:00:00Z\"}");

        assertThat(document.get("incident_id").asText()).isEqualTo("INC-2024-001");
        assertThat(document.get("root_causes")).isEmpty();
        assertThat(document.get("recommendations")).isNotEmpty();
        assertThat(document.at("/bedrock/status").asText()).isEqualTo("not_configured");
    }

    @Test
    void namesTheRightServiceFirstWithinTwoMinutesOfData() {
        JsonNode document = complete("{\"incident_mode\":true,\"severity\":\"P0\"}");

        assertThat(document.at("/root_causes/0/service_name").asText()).isEqualTo(SHOP.service(FAULTY));
        assertThat(document.get("anomalies")).anySatisfy(anomaly -> {
            assertThat(anomaly.get("service_name").asText()).isEqualTo(SHOP.service(FAULTY));
            assertThat(Instant.parse(anomaly.get("at").asText()))
                    .isEqualTo(reported.minus(Duration.ofMinutes(ShopTraffic.FAULTY_MINUTES)));
        });
        assertThat(document.at("/recommendations/0/runbook").asText()).isEqualTo("high-latency");
        assertThat(document.at("/recommendations/0/action").asText()).contains(SHOP.service(FAULTY));
    }

    @Test
    void findsTheSameFaultOfThisMorningAgain() {
        JsonNode document = complete("{}");

        assertThat(document.get("similar")).isNotEmpty();
        JsonNode similar = document.at("/similar/0");
        assertThat(similar.get("similarity").asDouble()).isGreaterThan(0.8);
        assertThat(similar.at("/root_causes/0").asText()).isEqualTo(SHOP.service(FAULTY));
        assertThat(similar.get("recommended")).isNotEmpty();
        JsonNode then = get("analyses/" + similar.get("id").asText()).json();
        assertThat(then.at("/root_causes/0/service_name").asText()).isEqualTo(SHOP.service(FAULTY));
    }

    @Test
    void tellsTheStoryOfAnIncidentThatIsOver() {
        JsonNode document =
                analyse("{\"analysis_type\":\"post_incident\",\"incident_id\":\"INC-1\",\"time_range\":\"%s/%s\"}"
                        .formatted(reported.minus(Duration.ofMinutes(330)), reported.minus(Duration.ofMinutes(300))));

        assertThat(document.get("incident_id").asText()).isEqualTo("INC-1");
        assertThat(document.at("/root_causes/0/service_name").asText()).isEqualTo(SHOP.service(FAULTY));
        assertThat(document.get("timeline")).isNotEmpty();
        assertThat(document.get("contributing_factors")).isNotEmpty();
        assertThat(document.get("action_items")).isNotEmpty();
    }

    @Test
    void keepsAnalysesAndListsThemNewestFirst() {
        JsonNode document = complete("{\"incident_mode\":true}");

        JsonNode first = get("analyses?limit=1").json();
        assertThat(first.at("/analyses/0/id")).isEqualTo(document.get("id"));
        assertThat(first.at("/analyses/0/analysis_type").asText()).isEqualTo("incident");
        assertThat(first.at("/analyses/0/summary")).isEqualTo(document.get("summary"));
        JsonNode second = get("analyses?limit=1&cursor="
                        + first.get("next_cursor").asText())
                .json();
        assertThat(second.at("/analyses/0/id").asText())
                .isLessThan(document.get("id").asText());
        assertThat(get("analyses/" + document.get("id").asText()).json()).isEqualTo(document);
        assertThat(get("analyses/1234567890123-00000000").status()).isEqualTo(404);
        assertThat(get("analyses/nonsense").status()).isEqualTo(404);
        assertThat(get("analyses?cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        Answer answer = post("{\"incident_mode\":\"yes\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("incident_mode");
        assertThat(post("[]").status()).isEqualTo(400);
        assertThat(post("{").status()).isEqualTo(400);
        assertThat(post("").status()).isEqualTo(200);
    }

    private JsonNode analyse(String payload) {
        Answer answer = post(payload);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** An analysis that had everything in time, and was kept: a busy machine may need several. */
    private JsonNode complete(String payload) {
        var document = new AtomicReference<JsonNode>();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            document.set(analyse(payload));
            return !document.get().get("degraded").asBoolean()
                    && !document.get().get("id").isNull();
        });
        return document.get();
    }

    private Answer post(String payload) {
        return api.send(
                "POST", "analysis", payload.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    private Answer get(String path) {
        return api.get(path);
    }
}
