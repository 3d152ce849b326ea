package io.monitoring.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.MetricsClient;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every payload over HTTP with a thousand series of the last hour: whole, the same twice, and in time. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(ThousandSeriesTest.OfItsOwn.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThousandSeriesTest {

    /** What it saves to pack points is a rate since the start: a clock that has jumped by half a day would leave nothing of it. */
    public static class OfItsOwn extends AnalysisProfile {}

    private ThousandSeries town;

    @Inject
    MovableClock clock;

    @TestHTTPResource
    URI base;

    private MetricsClient api;

    @BeforeEach
    void report() {
        if (api == null) {
            api = new MetricsClient(base);
            clock.advance(Duration.ofMinutes(2)); // what the store uses is told once it is known for a minute
            town = new ThousandSeries(clock.instant());
            for (String minute : town.bodies()) {
                MetricsClient.Answer answer = api.post(minute);
                assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            }
            analyse("{}", new ArrayList<>()); // the first one loads classes
        }
    }

    @TestFactory
    List<DynamicTest> everyPayloadIsAnsweredWholeAndAlike() {
        return Promise.all(town.range()).stream()
                .map(promise -> DynamicTest.dynamicTest(promise.payload(), () -> {
                    List<Duration> took = new ArrayList<>();

                    JsonNode document = promise.askTwice(payload -> analyse(payload, took));

                    System.out.printf("%s took %s%n", promise.payload(), took);
                    if (promise.payload().contains("incident")) {
                        assertThat(document.at("/root_causes/0/service_name").asText())
                                .isEqualTo(ThousandSeries.faulty());
                    }
                }))
                .toList();
    }

    private JsonNode analyse(String payload, List<Duration> took) {
        Instant asked = Instant.now();
        MetricsClient.Answer answer = api.send(
                "POST", "analysis", payload.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
        took.add(Duration.between(asked, Instant.now()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
