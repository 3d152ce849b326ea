package io.monitoring.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.ingest.MetricsClient;
import io.monitoring.platform.aws.BreakerFixture;
import io.monitoring.platform.aws.OtherSide;
import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.platform.config.MovableClock;
import io.monitoring.platform.edge.Logs;
import io.monitoring.platform.edge.OverloadProfile;
import io.monitoring.platform.guard.BreakerNames;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an analysis applies is applied: seen by when an open breaker is tried. */
@QuarkusTest
@TestProfile(OverloadProfile.class)
class AutoApplyTest {

    private static final String PAYLOAD = "{\"analysis_type\":\"performance_optimization\",\"auto_apply\":true}";
    private static final String[] ADMIN = {"Authorization", "Bearer " + OutageProfile.ADMIN_TOKEN};
    private static final String WHO = "admin:" + OutageProfile.ADMIN_TOKEN_SHA256.substring(0, 8);
    private static final String SETTING = "monitoring.early-closing.after";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource
    URI base;

    @Inject
    BreakerFixture fixture;

    @Inject
    MovableClock clock;

    private MetricsClient api;

    @BeforeEach
    void startAfresh() {
        api = new MetricsClient(base);
        fixture.startAfresh();
        post("admin/applied/undo");
        clock.advance(Duration.ofHours(2)); // what other tests did to the breakers is no reason any more
    }

    @AfterEach
    void comeBack() {
        fixture.startAfresh();
        post("admin/applied/undo");
    }

    @Test
    void changesWhenABreakerIsTriedAndPutsItBack() {
        relapse();

        try (var audit = new Logs("audit")) {
            JsonNode applied = apply().at("/applied/0");

            assertThat(applied.get("setting").asText()).isEqualTo(SETTING);
            assertThat(applied.get("from").asText()).isEqualTo("PT5S");
            assertThat(applied.get("to").asText()).isEqualTo("PT10S");
            assertThat(applied.get("outcome").asText()).isEqualTo("applied");
            assertThat(applied.get("undo").asText()).isEqualTo("POST /admin/applied/undo");
            assertThat(applied.get("by").asText()).isEqualTo(WHO);
            assertThat(audit.lines())
                    .anyMatch(line -> line.startsWith("who=" + WHO)
                            && line.contains("what=\"apply " + SETTING + "\" from=PT5S to=PT10S outcome=applied")
                            && !line.contains(OutageProfile.ADMIN_TOKEN));
        }
        assertThat(current()).isEqualTo("PT10S");
        assertThat(api.get("admin/applied", ADMIN).json().get("changed_by").asText())
                .isEqualTo(WHO);

        openThenAnswer();
        clock.advance(Duration.ofSeconds(7));
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> state().equals("OPEN"));
        clock.advance(Duration.ofSeconds(4));
        await().atMost(PATIENCE).until(() -> state().equals("CLOSED"));

        try (var audit = new Logs("audit")) {
            JsonNode undone = post("admin/applied/undo").json();
            assertThat(undone.get("value").asText()).isEqualTo("PT5S");
            assertThat(undone.get("changed_by").asText()).isEqualTo(WHO);
            assertThat(undone.get("changed_at").asText()).endsWith("Z");
            await().atMost(PATIENCE).until(() -> audit.lines().stream()
                    .anyMatch(line -> line.startsWith("who=" + WHO + " what=\"POST /admin/applied/undo\"")
                            && line.contains("=200")));
        }
        assertThat(current()).isEqualTo("PT5S");

        clock.advance(Duration.ofMinutes(5)); // else its closing by a trial makes the next wait longer
        openThenAnswer();
        clock.advance(Duration.ofSeconds(7));
        await().atMost(PATIENCE).until(() -> state().equals("CLOSED"));
    }

    @Test
    void goesNoFurtherThanItsBounds() {
        relapse();

        assertThat(apply().at("/applied/0/to").asText()).isEqualTo("PT10S");
        assertThat(apply().at("/applied/0/to").asText()).isEqualTo("PT20S");
        assertThat(apply().at("/applied/0/to").asText()).isEqualTo("PT30S");
        JsonNode beyond = apply().at("/applied/0");

        assertThat(beyond.get("outcome").asText()).isEqualTo("refused");
        assertThat(beyond.get("to").asText()).isEqualTo("PT1M");
        assertThat(beyond.get("why").asText()).contains("PT2S to PT30S");
        assertThat(beyond.has("undo")).isFalse();
        assertThat(beyond.has("by")).isFalse();
        assertThat(current()).isEqualTo("PT30S");
    }

    @Test
    void withoutAReasonThereIsNothingToDo() {
        assertThat(apply().at("/applied/0/outcome").asText()).isEqualTo("nothing_to_do");
        assertThat(current()).isEqualTo("PT5S");
    }

    @Test
    void isForAdminsOnly() {
        relapse();

        assertThat(analyse().status()).isEqualTo(403);
        assertThat(analyse("Authorization", "Bearer somebody").status()).isIn(401, 403);
        assertThat(api.send("POST", "admin/applied/undo", new byte[0]).status()).isEqualTo(401);
        assertThat(current()).isEqualTo("PT5S");
    }

    /** Opens thrice, each time at once after it was closed. */
    private void relapse() {
        for (int i = 0; i < 3; i++) {
            openThenAnswer();
            fixture.startAfresh();
        }
    }

    private void openThenAnswer() {
        OtherSide.instance().answers(OtherSide.SERVER_ERROR);
        await().atMost(PATIENCE).until(() -> {
            api.get("services");
            return state().equals("OPEN");
        });
        OtherSide.instance().answers(OtherSide.OK);
    }

    private String state() {
        return api.get("health")
                .json()
                .at("/circuit_breakers/" + BreakerNames.DYNAMODB_READ + "/state")
                .asText();
    }

    private String current() {
        JsonNode setting = api.get("admin/applied", ADMIN).json();
        assertThat(setting.get("setting").asText()).isEqualTo(SETTING);
        return setting.get("value").asText();
    }

    private JsonNode apply() {
        MetricsClient.Answer answer = analyse(ADMIN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private MetricsClient.Answer analyse(String... headers) {
        return api.send("POST", "analysis", PAYLOAD.getBytes(StandardCharsets.UTF_8), headers);
    }

    private MetricsClient.Answer post(String path) {
        return api.send("POST", path, new byte[0], ADMIN);
    }
}
