package io.monitoring.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.monitoring.ingest.BadInputs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged zip, given events of every kind. */
class EventsIT {

    private static final String POINT = "{\"service_name\":\"%s\",\"metric_type\":\"m\",\"value\":1}";

    private static LambdaFixture lambda;

    @BeforeAll
    static void start() {
        lambda = new LambdaFixture(LambdaFixture.PATIENT);
        System.out.println("function.zip is " + (FunctionProcess.isNative() ? "native" : "for the JVM"));
    }

    @AfterAll
    static void stop() {
        lambda.close();
    }

    @BeforeEach
    void emptyTheQueue() {
        lambda.answer("{}"); // the queue is there when the function has started
        lambda.messages();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}"})
    void answersNothingWithTheHealthDocument(String event) {
        JsonNode health = lambda.answer(event);

        assertThat(health.path("circuit_breaker").asText()).isEqualTo("CLOSED");
        assertThat(health.path("status").asText()).isEqualTo("healthy");
        assertThat(health.path("services").path("dynamodb").asText()).isEqualTo("healthy");
    }

    @Test
    void answersFunctionUrlsAndHttpApis() {
        JsonNode stored = lambda.answer(Events.http("POST", "/metrics", "", POINT.formatted("url")));
        JsonNode read = lambda.answer(Events.http("GET", "/metrics", "service=url&metric=m&limit=1", null));

        assertThat(stored.path("statusCode").asInt()).as(stored.toString()).isEqualTo(201);
        assertThat(stored.path("headers").path("Content-Type").asText()).startsWith("application/json");
        assertThat(stored.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(Events.json(stored.path("body").asText()).path("accepted").asInt())
                .isEqualTo(1);
        assertThat(read.path("statusCode").asInt()).as(read.toString()).isEqualTo(200);
        assertThat(Events.json(read.path("body").asText()).path("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void answersRestApis() {
        JsonNode stored = lambda.answer(Events.rest("POST", "/metrics", Map.of(), POINT.formatted("rest.api")));
        JsonNode read = lambda.answer(Events.rest("GET", "/metrics", Map.of("service", "rest.api"), null));
        JsonNode odd = lambda.answer(Events.rest("GET", "/metrics", Map.of("service", "a+b&c d"), null));

        assertThat(stored.path("statusCode").asInt()).as(stored.toString()).isEqualTo(201);
        assertThat(fields(stored)).containsExactlyInAnyOrder("statusCode", "headers", "body", "isBase64Encoded");
        assertThat(Events.json(read.path("body").asText()).path("count").asInt())
                .isEqualTo(1);
        assertThat(odd.path("statusCode").asInt()).as(odd.toString()).isEqualTo(400);
        assertThat(odd.path("body").asText()).contains("\"service\"");
    }

    @Test
    void takesCompressedBodies() {
        byte[] zipped =
                BadInputs.gzip((POINT.formatted("zip") + "\n").repeat(20).getBytes(StandardCharsets.UTF_8));
        ObjectNode event =
                Events.http("POST", "/metrics", "", Base64.getEncoder().encodeToString(zipped));
        event.put("isBase64Encoded", true);
        event.withObject("/headers").put("content-type", "application/x-ndjson").put("content-encoding", "gzip");

        JsonNode stored = lambda.answer(event);

        assertThat(stored.path("statusCode").asInt()).as(stored.toString()).isEqualTo(201);
        assertThat(lambda.points("zip")).hasSize(20);
    }

    @Test
    void undoesEncodingsOnEveryRoute() {
        byte[] zipped = BadInputs.gzip("{\"incident_mode\":true}".getBytes(StandardCharsets.UTF_8));
        byte[] damaged = Arrays.copyOf(zipped, zipped.length - 1);

        assertThat(lambda.answer(encoded("gzip", zipped)).path("statusCode").asInt())
                .isEqualTo(200);
        assertThat(lambda.answer(encoded("gzip", damaged)).path("statusCode").asInt())
                .isEqualTo(400);
        assertThat(lambda.answer(encoded("br", zipped)).path("statusCode").asInt())
                .isEqualTo(415);
    }

    private static ObjectNode encoded(String encoding, byte[] body) {
        ObjectNode event =
                Events.http("POST", "/analysis", "", Base64.getEncoder().encodeToString(body));
        event.put("isBase64Encoded", true);
        event.withObject("/headers").put("content-encoding", encoding);
        return event;
    }

    @Test
    void namesTheParameterOfAQueryThatIsNoUri() {
        for (String query : List.of("service=%zz", "service={a}")) {
            JsonNode answer = lambda.answer(Events.http("GET", "/metrics", query, null));

            assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.path("headers").path("Content-Type").asText()).isEqualTo("application/problem+json");
            assertThat(Events.json(answer.path("body").asText())
                            .at("/errors/0/field")
                            .asText())
                    .isEqualTo("service");
        }
    }

    @Test
    void answersProblemsAsAServerWould() {
        JsonNode missing = lambda.answer(Events.http("GET", "/nothing-here", "", null));
        JsonNode bad = lambda.answer(Events.http("POST", "/metrics", "", "{"));

        assertThat(missing.path("statusCode").asInt()).isEqualTo(404);
        assertThat(bad.path("statusCode").asInt()).isEqualTo(400);
        assertThat(bad.path("headers").path("Content-Type").asText()).startsWith("application/problem+json");
    }

    @Test
    void showsTheIndexAtTheRoot() {
        JsonNode http = lambda.answer(Events.http("GET", "/", "", null));
        JsonNode rest = lambda.answer(Events.rest("GET", "/", Map.of(), null));

        for (JsonNode index : List.of(http, rest)) {
            assertThat(index.path("statusCode").asInt()).as(index.toString()).isEqualTo(200);
            assertThat(Events.json(index.path("body").asText()).path("links").findValuesAsText("href"))
                    .contains("/metrics", "/health");
        }
    }

    @Test
    void isReadyThoughNothingListens() {
        JsonNode ready = lambda.answer(Events.http("GET", "/q/health/ready", "", null));

        assertThat(ready.path("statusCode").asInt()).as(ready.toString()).isEqualTo(200);
    }

    @Test
    void tellsKeysWithCommasApart() {
        for (String key : List.of("order,1", "order,2", "order,2")) {
            ObjectNode event = Events.http("POST", "/metrics", "", POINT.formatted("keys"));
            event.withObject("/headers").put("idempotency-key", key);

            assertThat(lambda.answer(event).path("statusCode").asInt()).isEqualTo(201);
        }

        assertThat(lambda.points("keys")).hasSize(2);
    }

    @Test
    void saysWhatIsToBeRolledUpBeforeItAnswers() {
        lambda.answer(Events.http("POST", "/metrics", "", POINT.formatted("marked")));

        List<String> messages = lambda.messages();

        assertThat(messages).hasSize(1);
        assertThat(Events.json(messages.getFirst()).path("service").asText()).isEqualTo("marked");
    }

    @Test
    void namesExactlyTheMessagesThatItCouldNotHandle() {
        lambda.post("batch", 1);
        String good = lambda.messages().getFirst();
        List<String> bodies = new ArrayList<>(Collections.nCopies(10, good));
        bodies.set(3, "not of ours");
        bodies.set(7, "{\"kind\":\"a kind of tomorrow\"}");

        assertThat(lambda.failed(bodies)).containsExactly("m3", "m7");
        assertThat(lambda.failed(List.of(good))).isEmpty();
    }

    @Test
    void handsWhatASweepFindsToTheQueue() {
        lambda.post("swept", 1);
        lambda.messages();

        JsonNode done = lambda.answer(Events.schedule());
        List<String> found = lambda.messages();
        lambda.answer("{\"detail\":{\"job\":\"full-sweep\"}}");
        List<String> foundAgain = lambda.messages();

        assertThat(done.path("job").asText()).isEqualTo("sweep");
        assertThat(found).anyMatch(message -> message.contains("\"swept\""));
        assertThat(foundAgain).anyMatch(message -> message.contains("\"swept\""));
    }

    @Test
    void failsForAJobThatThereIsNot() {
        assertThat(lambda.error("{\"detail\":{\"job\":\"coffee\"}}")
                        .path("errorMessage")
                        .asText())
                .contains("coffee", "sweep", "full-sweep");
    }

    @Test
    void passesAnAnalysisToItsResource() {
        JsonNode http = lambda.answer(Events.http("POST", "/analysis", "", "{\"incident_mode\":true}"));

        if (http.path("statusCode").asInt() == 200) {
            JsonNode direct = lambda.answer("{\"incident_mode\":true,\"severity\":\"P0\"}");
            assertThat(direct.has("recommendations")).isTrue();
        } else {
            JsonNode error = lambda.error("{\"incident_mode\":true,\"severity\":\"P0\"}");
            assertThat(error.path("errorMessage").asText())
                    .contains(
                            "POST /analysis answered " + http.path("statusCode").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hello\":\"world\"}",
                "[1,2]",
                "\"a text\"",
                "42",
                "{\"version\":\"2.0\",\"rawPath\":\"/health\"}",
                "{\"Records\":[]}",
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{}}]}",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m0\"}]}",
                "{\"source\":\"aws.ec2\",\"detail-type\":\"EC2 Instance State-change Notification\",\"detail\":{}}"
            })
    void failsForWhatItDoesNotKnow(String event) {
        JsonNode error = lambda.error(event);

        assertThat(error.path("errorMessage").asText()).contains("no such event is known here");
        assertThat(error.path("errorType").asText()).endsWith("UnknownEventException");
    }

    @Test
    void failsForWhatIsNoJsonAndGoesOn() {
        assertThat(lambda.error("{\"version\":").path("errorType").asText()).isNotEmpty();
        assertThat(lambda.answer("{}").path("status").asText()).isEqualTo("healthy");
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
