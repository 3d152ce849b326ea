package io.monitoring.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.ingest.MetricsClient;
import io.monitoring.platform.aws.BreakerFixture;
import io.monitoring.platform.aws.OtherSide;
import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DynamoDB is away: what the breakers know is still an answer. */
@QuarkusTest
@TestProfile(OutageProfile.class)
class AnalysisDuringOutageTest {

    private static final Duration BUDGET_AND_A_SECOND = Duration.ofSeconds(3);

    @TestHTTPResource
    URI base;

    @Inject
    BreakerFixture fixture;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @AfterEach
    void comeBack() {
        fixture.startAfresh();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesDynamoDbFirstWithinBudgetAndASecond(boolean silent) {
        var api = new MetricsClient(base);
        post(api); // the first one loads classes
        fixture.startAfresh();
        OtherSide.instance().answers(silent ? OtherSide.SILENCE : OtherSide.SERVER_ERROR);
        api.get("services");

        Instant asked = Instant.now();
        var answer = post(api);

        assertThat(Duration.between(asked, Instant.now())).isLessThan(BUDGET_AND_A_SECOND);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode document = answer.json();
        assertThat(document.at("/root_causes/0/service_name").asText()).isEqualTo("dynamodb");
        assertThat(document.get("degraded").asBoolean()).isTrue();
        assertThat(document.get("missing")).isNotEmpty();
        assertThat(document.get("engine").asText()).isEqualTo("local");
        assertThat(document.get("id").isNull()).isTrue();
        assertThat(document.at("/recommendations/0/runbook").asText()).isEqualTo("system-outage");
    }

    private static MetricsClient.Answer post(MetricsClient api) {
        return api.send(
                "POST",
                "analysis",
                "{\"incident_mode\":true,\"severity\":\"P0\"}".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }
}
