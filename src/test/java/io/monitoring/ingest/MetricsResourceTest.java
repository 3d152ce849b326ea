package io.monitoring.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.platform.config.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.JsonConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class MetricsResourceTest {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final AtomicInteger SERVICES = new AtomicInteger();

    @Inject
    MovableClock clock;

    private final String service = "http-test-" + SERVICES.incrementAndGet();
    private Instant now;

    @BeforeEach
    void readTheClock() {
        now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The ways to write the same three points down. */
    enum Form {
        SINGLE,
        ARRAY,
        METRICS,
        NDJSON_LINES,
        SERIES,
        GZIP
    }

    @Test
    void findsAPointInTheNextReadAfterItWasAcknowledged() {
        post("{\"service_name\": \"test\", \"metric_type\": \"health_check\", \"value\": 1}")
                .then()
                .statusCode(201)
                .contentType(JSON)
                .body("accepted", equalTo(1))
                .body("message", equalTo("Metric stored successfully"))
                .body("service_name", equalTo("test"))
                .body("timestamp", matchesPattern("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"));

        read("service", "test")
                .body("metrics", hasSize(1))
                .body("count", equalTo(1))
                .body("metrics[0].value", equalTo(1.0))
                .body("metrics[0].labels", equalTo(Map.of()))
                .body("metrics[0].metadata", nullValue())
                .body("metrics[0].source", equalTo("monitoring-api"))
                .body("metrics[0].environment", equalTo("dev"))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void readsBackWhatWasSentInAnyForm(Form form) {
        List<String> points = List.of(
                point("latency_ms", "12.5", now.minusMillis(1_500).toString(), "{\"host\":\"a\",\"zone\":\"\u00fc\"}"),
                point(
                        "latency_ms",
                        "-0.1",
                        Long.toString(now.minusMillis(20).toEpochMilli()),
                        "{\"host\":\"a\",\"zone\":\"\u00fc\"}"),
                point("cpu", "1e-300", now.minusSeconds(7_200).toString(), "{}"));

        switch (form) {
            case SINGLE -> points.forEach(one -> stored(post(one), 1));
            case ARRAY -> stored(post(array(points)), 3);
            case METRICS -> stored(post("{\"metrics\":" + array(points) + "}"), 3);
            case NDJSON_LINES -> stored(post(NDJSON, String.join("\n", points) + "\n"), 3);
            case SERIES -> stored(post(series()), 3);
            case GZIP ->
                stored(
                        request(JSON)
                                .header("Content-Encoding", "gzip")
                                .body(BadInputs.gzip(array(points).getBytes(StandardCharsets.UTF_8)))
                                .post("/metrics"),
                        3);
        }

        Map<String, String> labels = Map.of("host", "a", "zone", "\u00fc");
        ValidatableResponse answer = read("service", service)
                .body("metrics.value", contains(-0.1, 12.5, 1e-300))
                .body("metrics.metric_type", contains("latency_ms", "latency_ms", "cpu"))
                .body("metrics.service_name", everyItem(equalTo(service)))
                .body("metrics.labels", contains(labels, labels, Map.of()));
        assertThat(answer.extract().<List<String>>path("metrics.timestamp"))
                .extracting(Instant::parse)
                .containsExactly(now.minusMillis(20), now.minusMillis(1_500), now.minusSeconds(7_200));
        if (form != Form.SERIES) { // which has no place for metadata
            answer.body("metrics.metadata", everyItem(equalTo(Map.of("trace", List.of(1, Map.of("b", true))))));
        }
    }

    private String series() {
        return """
                {"series":[
                  {"service_name":"%1$s","metric_type":"latency_ms","labels":{"host":"a","zone":"\u00fc"},
                   "timestamps":["%2$s",%3$d],"values":[12.5,-0.1]},
                  {"service_name":"%1$s","metric_type":"cpu","timestamps":["%4$s"],"values":[1e-300]}]}""".formatted(
                        service, now.minusMillis(1_500), now.minusMillis(20).toEpochMilli(), now.minusSeconds(7_200));
    }

    @Test
    void givesMetadataBackAsItWasSent() {
        String metadata = "{\"big\":12345678901234567890.10,\"text\":\"\\u0000\u20ac\",\"none\":null,\"list\":[[]]}";
        post("{\"service_name\":\"%s\",\"metric_type\":\"m\",\"value\":1,\"metadata\":%s}".formatted(service, metadata))
                .then()
                .statusCode(201);

        String body = read("service", service).extract().asString();

        assertThat(body).contains("\"big\":12345678901234567890.10").contains("\"text\":\"\\u0000\u20ac\"");
    }

    @Test
    void takesThePointsThatAreInOrderAndSaysWhyTheOthersAreNot() {
        String good = point("m", "1", now.toString(), "{}");
        String text = "{\"service_name\":\"" + service + "\",\"metric_type\":\"m\",\"value\":\"1\"}";
        String nameless = "{\"metric_type\":\"m\",\"value\":1}";

        post(array(List.of(text, good, nameless, good)))
                .then()
                .statusCode(207)
                .contentType(JSON)
                .body("accepted", equalTo(2))
                .body("rejected.index", contains(0, 2))
                .body("rejected.field", contains("value", "service_name"))
                .body("rejected.detail", everyItem(notNullValue()))
                .body("rejected.code", everyItem(equalTo("invalid")));

        read("service", service).body("metrics", hasSize(2));
    }

    @Test
    void namesEveryPointOfABatchOfWhichNothingIsInOrder() {
        problem(post("[{\"metric_type\":\"m\",\"value\":1},{\"service_name\":\"s\",\"value\":1}]"), 400, "invalid")
                .body("errors.field", contains("[0].service_name", "[1].metric_type"));
    }

    @Test
    void writesEveryErrorAsAProblemDocument() {
        problem(post("{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":\"1\"}"), 400, "invalid")
                .body("title", notNullValue())
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo("value"))
                .body("errors[0].detail", containsString("not a string"));
    }

    @Test
    void refusesWhatIsTooLarge() {
        problem(post(" ".repeat(5 << 20) + point("m", "1", now.toString(), "{}")), 413, "too-large");
        problem(post("[" + "1,".repeat(10_000) + "1]"), 413, "too-large");

        read("service", service).body("metrics", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data"})
    void refusesOtherMediaTypes(String type) {
        problem(post(type, point("m", "1", now.toString(), "{}")), 415, "unsupported-media-type")
                .body("errors[0].field", equalTo("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "nonsense"})
    void refusesOtherEncodings(String encoding) {
        Response answer = request(JSON)
                .header("Content-Encoding", encoding)
                .body(point("m", "1", now.toString(), "{}").getBytes(StandardCharsets.UTF_8))
                .post("/metrics");

        problem(answer, 415, "unsupported-media-type").body("errors[0].field", equalTo("Content-Encoding"));
    }

    @Test
    void filtersByMetricAndByLabels() {
        post(array(List.of(
                        point("cpu", "1", now.toString(), "{\"host\":\"a\",\"zone\":\"z\"}"),
                        point("cpu", "2", now.toString(), "{\"host\":\"b\",\"zone\":\"z\"}"),
                        point("memory", "3", now.toString(), "{\"host\":\"a\"}"),
                        point("cpu", "4", now.toString(), "{}"))))
                .then()
                .statusCode(201);

        read("service", service, "metric", "cpu").body("metrics.value", containsInAnyOrder(1.0, 2.0, 4.0));
        read("service", service, "label.host", "a").body("metrics.value", containsInAnyOrder(1.0, 3.0));
        read("service", service, "metric", "cpu", "label.host", "a", "label.zone", "z")
                .body("metrics.value", contains(1.0));
        read("service", service, "label.host", "c").body("metrics", empty());
        read("service", service, "metric", "disk").body("metrics", empty());
        read("service", service + "-other").body("metrics", empty()).body("scanned_count", equalTo(0));
    }

    @Test
    void readsFromInclusiveToExclusive() {
        List<String> points = IntStream.range(0, 5)
                .mapToObj(i -> point("m", "" + i, now.minusSeconds(i).toString(), "{}"))
                .toList();
        post(array(points)).then().statusCode(201);

        String from = now.minusSeconds(3).toString();
        String to = now.minusSeconds(1).toString();
        read("service", service, "from", from, "to", to).body("metrics.value", contains(2.0, 3.0));
        read("service", service, "from", "" + now.minusSeconds(3).toEpochMilli())
                .body("metrics.value", contains(0.0, 1.0, 2.0, 3.0));
        read("service", service, "to", to.replace("Z", "+00:00")).body("metrics.value", contains(2.0, 3.0, 4.0));
        read("service", service, "from", to, "to", to).body("metrics", empty());
    }

    @Test
    void pagesWithoutSkippingOrRepeating() {
        List<String> points = IntStream.range(0, 25)
                .mapToObj(i -> point("m", "" + i, now.minusMillis(i / 5).toString(), "{}"))
                .toList();
        post(array(points)).then().statusCode(201);

        List<Double> read = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        String cursor = null;
        do {
            ValidatableResponse page = cursor == null
                    ? read("service", service, "limit", "4")
                    : read("service", service, "limit", "4", "cursor", cursor);
            List<Double> values = page.extract().path("metrics.value");
            assertThat(page.extract().<Integer>path("count")).isEqualTo(values.size());
            pages.add(values.size());
            read.addAll(values);
            cursor = page.extract().path("next_cursor");
        } while (cursor != null);

        assertThat(read).hasSize(25).doesNotHaveDuplicates();
        assertThat(pages).containsExactly(4, 4, 4, 4, 4, 4, 1);
    }

    @Test
    void readsAHundredPointsUnlessToldOtherwiseAndAThousandAtMost() {
        String values = "1,".repeat(1_199) + "1";
        String times = (now.toEpochMilli() + ",").repeat(1_199) + now.toEpochMilli();
        post("{\"series\":[{\"service_name\":\"%s\",\"metric_type\":\"m\",\"timestamps\":[%s],\"values\":[%s]}]}"
                        .formatted(service, times, values))
                .then()
                .statusCode(201);

        read("service", service).body("count", equalTo(100)).body("next_cursor", notNullValue());
        read("service", service, "limit", "1").body("count", equalTo(1));
        read("service", service, "limit", "1000").body("count", equalTo(1_000)).body("scanned_count", equalTo(1_200));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, -1",
        "limit, 1001",
        "limit, ten",
        "limit, 99999999999",
        "limit, ''",
        "from, yesterday",
        "from, 2026-06-01T12:00:00",
        "from, +999999999-12-31T23:59:59Z",
        "from, -999999999-01-01T00:00:00Z",
        "to, 2026-06-31T12:00:00Z",
        "to, ''",
        "cursor, nonsense",
        "cursor, ''",
        "cursor, AAAA",
        "service, a b",
        "service, ''",
        "metric, cpu%",
    })
    void namesTheParameterThatIsWrong(String parameter, String value) {
        Response answer = given().queryParam(parameter, value).get("/metrics");

        problem(answer, 400, null).body("errors.field", hasItem(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "limit", "from", "label.host"})
    void refusesAParameterThatStandsTwice(String parameter) {
        Response answer = given().queryParam(parameter, "1", "2").get("/metrics");

        problem(answer, 400, "invalid").body("errors.field", contains(parameter));
    }

    @Test
    void refusesARangeThatEndsBeforeItStarts() {
        Response answer = given().queryParam("from", now.toString())
                .queryParam("to", now.minusSeconds(1).toString())
                .get("/metrics");

        problem(answer, 400, "invalid").body("errors[0].field", equalTo("from"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"servce", "Service", "label", "label.", "labels.host", "offset"})
    void refusesUnknownParametersNamingThem(String parameter) {
        Response answer = given().queryParam(parameter, "x").get("/metrics");

        problem(answer, 400, "unknown-parameter").body("errors.field", contains(parameter));
    }

    @Test
    void refusesUnknownParametersOfAWriteAndStoresNothing() {
        Response answer = request(JSON)
                .queryParam("dry_run", "true")
                .body(point("m", "1", now.toString(), "{}").getBytes(StandardCharsets.UTF_8))
                .post("/metrics");

        problem(answer, 400, "unknown-parameter").body("errors.field", contains("dry_run"));
        read("service", service).body("metrics", empty());
    }

    @Test
    void readsOverAllServicesNewestFirst() {
        String other = service + "-other";
        Instant ahead = now.plusSeconds(500); // newer than what any other test has left behind
        String batch = array(List.of(
                point("m", "1", ahead.minusMillis(30).toString(), "{}"),
                point("m", "2", ahead.minusMillis(20).toString(), "{}").replace(service, other),
                point("m", "3", ahead.minusMillis(10).toString(), "{}")));
        stored(post(batch), 3).body("service_name", nullValue());

        read("from", ahead.minusMillis(40).toString(), "to", ahead.toString())
                .body("metrics.value", contains(3.0, 2.0, 1.0))
                .body("metrics.service_name", contains(service, other, service));
    }

    @Test
    void saysWhatAReadHasCost() {
        post(point("m", "1", now.toString(), "{}")).then().statusCode(201);

        read("service", service).header("Monitoring-Read-Units", matchesPattern("[0-9]+\\.[05]"));
    }

    @Test
    void repeatsTheFirstAnswerToTheLetterAndStoresOnce() {
        String key = UUID.randomUUID().toString();
        String body = point("m", "1", now.toString(), "{}");

        Response first = post(JSON, body, key);
        clock.advance(Duration.ofMillis(5));
        Response second = post(JSON, body, key);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        read("service", service).body("metrics", hasSize(1));
    }

    @Test
    void repeatsAPartlyStoredAnswerToo() {
        String key = UUID.randomUUID().toString();
        String odd = "{\"service_name\":\"" + service
                + "\",\"metric_type\":\"m\",\"value\":1,\"labels\":{\"caf\u00e9 / \\u2028\":\"x\"}}";
        String body = array(List.of(point("m", "1", now.toString(), "{}"), odd));

        Response first = post(JSON, body, key);
        Response second = post(JSON, body, key);

        assertThat(first.statusCode()).isEqualTo(207);
        assertThat(second.statusCode()).isEqualTo(207);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        read("service", service).body("metrics", hasSize(1));
    }

    @Test
    void repeatsAnAnswerThatIsTooLongForAnItemAndJudgesTimesAsTheFirstTime() {
        String key = UUID.randomUUID().toString();
        String tooEarly = point(
                "m",
                "1",
                clock.instant().plus(Duration.ofMinutes(10)).plusSeconds(1).toString(),
                "{}");
        String bad = point("m", "\"" + "x".repeat(40) + "\"", now.toString(), "{}");
        List<String> points = new ArrayList<>(Collections.nCopies(5_000, bad));
        points.add(tooEarly);
        points.add(point("m", "1", now.toString(), "{}"));

        Response first = post(JSON, array(points), key);
        clock.advance(Duration.ofSeconds(30));
        Response second = post(JSON, array(points), key);

        assertThat(first.statusCode()).isEqualTo(207);
        assertThat(first.asByteArray()).hasSizeGreaterThan(400 * 1024);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        read("service", service).body("metrics", hasSize(1));
    }

    @Test
    void takesTheSameBodyCompressedForTheSameRequest() {
        String key = UUID.randomUUID().toString();
        String body = point("m", "1", now.toString(), "{}");
        post(JSON, body, key).then().statusCode(201);

        request(JSON)
                .header("Idempotency-Key", key)
                .header("Content-Encoding", "gzip")
                .body(BadInputs.gzip(body.getBytes(StandardCharsets.UTF_8)))
                .post("/metrics")
                .then()
                .statusCode(201);

        read("service", service).body("metrics", hasSize(1));
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherBody() {
        String key = UUID.randomUUID().toString();
        post(JSON, point("m", "1", now.toString(), "{}"), key).then().statusCode(201);

        problem(post(JSON, point("m", "2", now.toString(), "{}"), key), 422, "key-reused")
                .body("errors[0].field", equalTo("Idempotency-Key"));

        read("service", service).body("metrics.value", contains(1.0));
    }

    @Test
    void aRefusedRequestUsesNoKeyUp() {
        String key = UUID.randomUUID().toString();
        problem(post(JSON, "{}", key), 400, "malformed");

        post(JSON, point("m", "1", now.toString(), "{}"), key).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "caf\u00e9", "tab\there", ""})
    void refusesAKeyWithOtherCharactersNamingTheHeader(String key) {
        problem(post(JSON, point("m", "1", now.toString(), "{}"), key), 400, "invalid")
                .body("errors[0].field", equalTo("Idempotency-Key"));

        read("service", service).body("metrics", empty());
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        post(JSON, point("m", "1", now.toString(), "{}"), "k".repeat(255))
                .then()
                .statusCode(201);

        problem(post(JSON, point("m", "1", now.toString(), "{}"), "k".repeat(256)), 400, "invalid")
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    private String point(String metric, String value, String time, String labels) {
        String stamp = time.contains("T") ? '"' + time + '"' : time;
        return ("{\"service_name\":\"%s\",\"metric_type\":\"%s\",\"value\":%s,\"timestamp\":%s,\"labels\":%s,"
                        + "\"metadata\":{\"trace\":[1,{\"b\":true}]}}")
                .formatted(service, metric, value, stamp, labels);
    }

    private static String array(List<String> points) {
        return "[" + String.join(",", points) + "]";
    }

    private static RequestSpecification request(String type) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type);
    }

    private static Response post(String body) {
        return post(JSON, body);
    }

    private static Response post(String type, String body) {
        return request(type).body(body.getBytes(StandardCharsets.UTF_8)).post("/metrics");
    }

    private static Response post(String type, String body, String key) {
        return request(type)
                .header("Idempotency-Key", key)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/metrics");
    }

    private static ValidatableResponse stored(Response answer, int points) {
        return answer.then().statusCode(201).body("accepted", equalTo(points));
    }

    /** @param parameters names and values by turns */
    private static ValidatableResponse read(String... parameters) {
        RequestSpecification request = given().config(RestAssured.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)));
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/metrics").then().statusCode(200).contentType(JSON);
    }

    private static ValidatableResponse problem(Response answer, int status, String code) {
        var checked = answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("errors", notNullValue())
                .body("error", equalTo(answer.path("detail")))
                .body("type", matchesPattern("urn:monitoring:problem:[a-z-]+"));
        return code == null ? checked : checked.body("type", equalTo("urn:monitoring:problem:" + code));
    }
}
