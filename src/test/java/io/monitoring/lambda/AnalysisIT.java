package io.monitoring.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.advisor.Promise;
import io.monitoring.advisor.ThousandSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every payload with a thousand series of the last hour, as a function gets it: whole, the same twice, and in time. */
class AnalysisIT {

    private static final String HEALTH = "{}";

    private static final ThousandSeries TOWN = new ThousandSeries(Instant.now());
    private static LambdaFixture lambda;

    @BeforeAll
    static void report() {
        lambda = new LambdaFixture(LambdaFixture.PATIENT);
        for (String minute : TOWN.bodies()) {
            JsonNode stored = lambda.answer(Events.http("POST", "/metrics", "", minute));
            assertThat(stored.path("statusCode").asInt()).as(stored.toString()).isEqualTo(201);
        }
        // What the store uses is told once it is known for a minute.
        await().atMost(Duration.ofMinutes(3)).until(() -> overHttp("{\"analysis_type\":\"cost_optimization\"}")
                .path("measured_usd_per_month")
                .isNumber());
    }

    @AfterAll
    static void stop() {
        lambda.close();
    }

    @TestFactory
    List<DynamicTest> everyPayloadIsAnsweredWholeAndAlike() {
        return Promise.all(TOWN.range()).stream()
                .map(promise -> DynamicTest.dynamicTest(promise.payload(), () -> {
                    List<Duration> took = new ArrayList<>();

                    JsonNode document = promise.askTwice(payload -> {
                        Instant asked = Instant.now();
                        JsonNode answer = ask(payload);
                        took.add(Duration.between(asked, Instant.now()));
                        return answer;
                    });

                    System.out.printf("%s took %s%n", promise.payload(), took);
                    if (promise.payload().contains("incident")) {
                        assertThat(document.at("/root_causes/0/service_name").asText())
                                .isEqualTo(ThousandSeries.faulty());
                    }
                }))
                .toList();
    }

    /** An invoke with {@code {}} asks how the function is. */
    private static JsonNode ask(String payload) {
        return payload.equals(HEALTH) ? overHttp(payload) : lambda.answer(payload);
    }

    private static JsonNode overHttp(String payload) {
        JsonNode answer = lambda.answer(Events.http("POST", "/analysis", "", payload));
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        return Events.json(answer.path("body").asText());
    }
}
