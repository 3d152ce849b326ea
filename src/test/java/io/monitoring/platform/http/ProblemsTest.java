package io.monitoring.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyIterable;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OutageProfile.class)
class ProblemsTest {

    @TestHTTPResource
    URI server;

    @Test
    void aProblemOfOursCarriesItsFieldsAndRepeatsTheDetail() {
        problem(given().get("/test-problems/problem").then(), 400, "invalid")
                .body("title", equalTo("The request is not valid"))
                .body("detail", equalTo("from: is after to"))
                .body("error", equalTo("from: is after to"))
                .body("errors[0].field", equalTo("from"))
                .body("errors[0].detail", equalTo("is after to"));
    }

    @Test
    void anAbsentDependencyIs503AndSaysWhenToComeBack() {
        problem(given().get("/test-problems/unavailable").then(), 503, "unavailable")
                .header("Retry-After", "2")
                .body("detail", equalTo("dynamodb is away"))
                .body("errors", emptyIterable());
    }

    @Test
    void anUnknownOutcomeIs504() {
        problem(given().get("/test-problems/unknown-outcome").then(), 504, "outcome-unknown")
                .header("Retry-After", "1")
                .body("detail", containsString("Idempotency-Key"));
    }

    @Test
    void aViolatedConstraintNamesTheParameterAsTheClientWroteIt() {
        problem(
                        given().queryParam("limit", 11)
                                .queryParam("service", "9")
                                .get("/test-problems/limits")
                                .then(),
                        400,
                        "invalid")
                .body("errors.field", equalTo(List.of("limit", "service")))
                .body("errors.detail", hasItem("is a word"))
                .body("detail", containsString("limit"));
    }

    @Test
    void anUnknownQueryParameterIsNamed() {
        problem(
                        given().queryParam("limt", 5)
                                .queryParam("label.host", "a")
                                .get("/test-problems/limits")
                                .then(),
                        400,
                        "unknown-parameter")
                .body("errors.field", equalTo(List.of("limt")));
    }

    @Test
    void knownParametersAndPrefixesPassAndTheAnswerIsInSnakeCase() {
        given().queryParam("limit", 5)
                .queryParam("service", "a")
                .queryParam("label.host", "b")
                .get("/test-problems/limits")
                .then()
                .statusCode(200)
                .body("service_name", equalTo("a"))
                .body("at", equalTo("1970-01-01T00:00:00Z"))
                .body("open_time", equalTo("PT1M"));
    }

    @Test
    void aParameterThatIsNoNumberIsABadRequest() {
        problem(given().queryParam("limit", "many").get("/test-problems/limits").then(), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\":", "[1]", "nonsense", "\u0000"})
    void aBodyThatIsNotTheExpectedJsonIsABadRequest(String body) {
        problem(
                given().contentType(ContentType.JSON)
                        .body(body)
                        .post("/test-problems/body")
                        .then(),
                400,
                "malformed");
    }

    @Test
    void aFieldOfTheWrongTypeIsNamedByItsPath() {
        problem(
                        given().contentType(ContentType.JSON)
                                .body("{\"inner\":[{},{\"value\":\"many\"}]}")
                                .post("/test-problems/body")
                                .then(),
                        400,
                        "invalid")
                .body("errors[0].field", equalTo("inner[1].value"))
                .body("detail", not(containsString("java")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test-problems/bug", "/test-problems/unwritable"})
    void aBugIs500WithAnIdAndNothingElse(String path) {
        problem(given().get(path).then(), 500, "internal")
                .body("detail", matchesPattern("an unexpected error; its id is [0-9a-f-]{36}"))
                .body("", not(containsString("secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/test-problems/nowhere", "/q/nowhere", "/admin/nowhere", "/%2e%2e/etc"})
    void anUnknownRouteIs404(String path) {
        problem(given().urlEncodingEnabled(false).get(path).then(), 404, "not-found");
    }

    @Test
    void anotherMethodIs405() {
        problem(given().delete("/test-problems/body").then(), 405, "method-not-allowed");
    }

    @Test
    void anUnservedMediaTypeIs406() {
        problem(given().accept("image/png").get("/test-problems/limits").then(), 406, "not-acceptable");
    }

    @Test
    void anUnreadableMediaTypeIs415() {
        problem(
                given().contentType("image/png")
                        .body(new byte[] {1})
                        .post("/test-problems/body")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void anAnnouncedOversizedBodyIs413() {
        problem(
                        given().contentType(ContentType.JSON)
                                .body("[" + " ".repeat(20_000) + "]")
                                .post("/test-problems/body")
                                .then(),
                        413,
                        "too-large")
                .body("detail", containsString("10240"));
    }

    @Test
    void anOversizedBodyOfUnknownLengthIs413() throws IOException {
        assertThat(chunked("/test-problems/body", 4))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "too-large");
    }

    @Test
    void onTheEventLoopQuarkusEndsAnOversizedBodyItself() throws IOException {
        assertThat(chunked("/test-problems/body-on-the-event-loop", 40)).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test-problems/body", "/test-problems/body-on-the-event-loop"})
    void aBodyOfUnknownLengthWithinTheLimitIsRead(String path) throws IOException {
        assertThat(chunked(path, 2)).startsWith("HTTP/1.1 200").contains("\"service_name\":\"a\"");
    }

    private String chunked(String path, int chunksOfBlanks) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            String blanks = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
            String request = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + blanks.repeat(chunksOfBlanks)
                    + "15\r\n{\"service_name\": \"a\"}\r\n0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(5000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("urn:monitoring:problem:" + code))
                .body("title", not(equalTo("")))
                .body("detail", allOf(not(equalTo("")), not(containsString("Exception"))));
    }
}
