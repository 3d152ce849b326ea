package io.monitoring.platform.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.platform.edge.RawConnection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent by somebody who means harm. */
@QuarkusTest
@TestProfile(ApiKeyProfile.class)
@QuarkusTestResource(DevStackResource.class)
class HostileRequestsTest {

    private static final String POINT = "{\"service_name\": \"%s\", \"metric_type\": \"m\", \"value\": 1%s}";
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    @TestHTTPResource
    URI server;

    private final HttpClient client = HttpClient.newHttpClient();

    static List<String> oddSpellings() {
        return List.of(
                "/metrics",
                "/metrics/",
                "//metrics",
                "/./metrics",
                "/metrics;x=1",
                "/;x=1/metrics",
                "/%6detrics",
                "/%256detrics",
                "/METRICS",
                "/metrics%00",
                "/metrics%2faggregate",
                "/metrics/aggregate",
                "/health/../metrics",
                "/health/..;/metrics",
                "/health;/../metrics",
                "/health%2f..%2fmetrics",
                "/q/../metrics",
                "/q/health/..%2f..%2fmetrics",
                "/admin/..;/metrics",
                "/admin/%2e%2e/metrics",
                "/services/../metrics",
                "/services/orders",
                "/services/..%2fservices%2forders",
                "/metrics/..;/admin/circuit-breakers",
                "/metrics/../admin/circuit-breakers",
                "/health/..;/admin/circuit-breakers",
                "//admin/circuit-breakers",
                "/admin;x=1/circuit-breakers",
                "/%61dmin/circuit-breakers",
                "/%2561dmin/circuit-breakers",
                "/admin%2fcircuit-breakers",
                "/services/..%2fadmin%2fcircuit-breakers");
    }

    @ParameterizedTest
    @MethodSource("oddSpellings")
    void noSpellingOfAPathGetsAroundTheKeys(String path) throws IOException {
        assertThat(status(path, "")).isBetween(400, 405);
        assertThat(status(path, "Authorization: " + ApiKeyProfile.bearer("payments-reader") + "\r\n"))
                .isBetween(400, 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: POST",
                "X-Original-URL: /health",
                "X-Rewrite-URL: /health",
                "X-Forwarded-Prefix: /health",
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=127.0.0.1;host=localhost"
            })
    void noHeaderGetsAroundTheKeys(String header) throws IOException {
        assertThat(status("/metrics", header + "\r\n")).isEqualTo(401);
    }

    @Test
    void twoAuthorizationHeadersAreNoMoreThanTheFirst() throws IOException {
        assertThat(status(
                        "/metrics",
                        "Authorization: Bearer wrong\r\nAuthorization: " + ApiKeyProfile.bearer("everything") + "\r\n"))
                .isEqualTo(401);
    }

    @Test
    void deepNestingIsRefusedAtOnce() {
        for (String body : List.of(
                "[".repeat(500_000),
                "{\"a\":".repeat(500_000),
                POINT.formatted("payments-deep", ", \"metadata\": " + "[".repeat(1000) + "]".repeat(1000)))) {
            assertThat(post(body)).isEqualTo(400);
        }
    }

    @Test
    void hugeNumbersAreRefusedAtOnce() {
        for (String number : List.of(
                "9".repeat(1_000_000), "1e999999999", "1e" + "9".repeat(500_000), "0." + "1".repeat(1_000_000))) {
            String body = POINT.replace("1%s", "%s").formatted("payments-huge", number);

            assertThat(post(body)).isEqualTo(400);
        }
    }

    @Test
    void manyDuplicateNamesAreRefusedAtOnce() {
        String labels =
                IntStream.range(0, 200_000).mapToObj(i -> "\"a\": \"b\"").collect(Collectors.joining(","));

        assertThat(post(POINT.formatted("payments-many", ", \"labels\": {" + labels + "}")))
                .isEqualTo(400);
    }

    /** "Aa" and "BB" have one {@code String.hashCode()}, and so has every text made of as many of them. */
    @Test
    void namesOfOneHashAreRefusedOrReadAtOnce() {
        String names = IntStream.range(0, 1 << 16)
                .mapToObj(i -> IntStream.range(0, 16)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\": \"b\"")))
                .collect(Collectors.joining(","));

        assertThat(post(POINT.formatted("payments-hash", ", \"labels\": {" + names + "}")))
                .isEqualTo(400);
        assertThat(post(POINT.formatted("payments-hash", "," + names))).isIn(201, 400);
    }

    @Test
    void aGzipBombIsRefusedWhereItGetsTooLarge() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(1 << 20);

        assertThat(post(BodyPublishers.ofByteArray(bomb), "gzip")).isEqualTo(413);
    }

    @Test
    void aReplayWithItsIdempotencyKeyIsStoredOnce() {
        String body = POINT.formatted("payments-replayed", "");
        for (int i = 0; i < 3; i++) {
            key().header("Idempotency-Key", "replayed")
                    .body(body)
                    .post("/metrics")
                    .then()
                    .statusCode(201);
        }

        key().get("/metrics?service=payments-replayed").then().body("count", equalTo(1));
        key().header("Idempotency-Key", "replayed")
                .body(POINT.formatted("payments-other", ""))
                .post("/metrics")
                .then()
                .statusCode(422);
    }

    @Test
    void aBodyWithTwoLengthsIsNotTwoRequests() throws IOException {
        try (var connection = new RawConnection(server)) {
            String answer = connection
                    .send(
                            "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345GET /health"
                                    + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .everything();

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("\"status\":\"healthy\"");
        }
    }

    private int status(String path, String headers) throws IOException {
        try (var connection = new RawConnection(server)) {
            String answer = connection
                    .send("GET " + path + "?service=orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers
                            + "\r\n")
                    .everything();
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static RequestSpecification key() {
        return given().header("Authorization", ApiKeyProfile.bearer("everything"))
                .contentType("application/json");
    }

    private int post(String body) {
        return post(BodyPublishers.ofString(body), "identity");
    }

    /** The status; not by REST Assured, which makes copies of a body to print it. */
    private int post(BodyPublisher body, String encoding) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/metrics"))
                .header("Authorization", ApiKeyProfile.bearer("everything"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .timeout(AT_ONCE)
                .POST(body)
                .build();
        return client.sendAsync(request, BodyHandlers.discarding()).join().statusCode();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
