package io.monitoring.platform.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OverloadProfile.class)
class OverloadTest {

    private static final int PLACES = 3;
    private static final String HEADERS = "Host: x\r\nContent-Type: application/json\r\n";

    @TestHTTPResource
    URI server;

    @Inject
    HoldingResource holding;

    private final HttpClient client = HttpClient.newHttpClient();

    /** It takes places for its own first requests. */
    @BeforeEach
    void itIsReady() {
        await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void letGo() {
        await().untilAsserted(() -> {
            holding.release();
            assertThat(metric("monitoring_requests_in_flight")).isZero();
            assertThat(metric("monitoring_body_bytes_in_flight")).isZero();
        });
    }

    @Test
    void moreRequestsThanPlacesAreTurnedAwayAndTheFirstOnesAreServed() {
        double before = metric("monitoring_shed_total{reason=\"concurrency\"}");
        List<CompletableFuture<HttpResponse<String>>> first = fill();

        given().get("/metrics")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:monitoring:problem:overloaded"));
        assertThat(metric("monitoring_shed_total{reason=\"concurrency\"}")).isEqualTo(before + 1);

        holding.release();
        assertThat(first)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        given().contentType("text/plain; charset=UTF-8")
                .body("x")
                .post("/test-hold/length")
                .then()
                .statusCode(200);
    }

    @Test
    void healthAndAdminAndThePlatformsOwnAnswerWhileEverythingElseIsTurnedAway() {
        fill();

        assertThat(given().get("/health")
                        .then()
                        .time(lessThan(5_000L))
                        .extract()
                        .statusCode())
                .isIn(200, 503);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().header("Authorization", "Bearer " + OutageProfile.ADMIN_TOKEN)
                .get("/admin/circuit-breakers")
                .then()
                .statusCode(200);
    }

    @Test
    void aBodyForWhichThereIsNoMemoryIsTurnedAwayBeforeItIsSent() throws IOException {
        holdBody(40_000);

        try (var connection = new RawConnection(server)) {
            String answer = connection
                    .send("POST /metrics HTTP/1.1\r\n" + HEADERS + "Connection: close\r\nContent-Length: 40000\r\n\r\n")
                    .head();

            assertThat(answer).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
        }
        assertThat(metric("monitoring_shed_total{reason=\"memory\"}")).isPositive();
    }

    @Test
    void aBodyOfUnknownLengthIsCutOffWhereTheMemoryEnds() throws IOException {
        holdBody(40_000);

        try (var connection = new RawConnection(server)) {
            String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
            String answer = connection
                    .send("POST /metrics HTTP/1.1\r\n" + HEADERS + "Transfer-Encoding: chunked\r\n\r\n"
                            + chunk.repeat(8))
                    .everything();

            assertThat(answer)
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("connection: close")
                    .contains("overloaded");
        }
    }

    @Test
    void aCompressedBodyCountsAsTheLargestThatMayComeOfIt() throws IOException {
        holdBody(40_000);

        given().header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(gzip("[]"))
                .post("/metrics")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:monitoring:problem:overloaded"));

        holding.release();
        await().untilAsserted(() -> given().header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(gzip("[]"))
                .post("/metrics")
                .then()
                .statusCode(400));
    }

    @Test
    void aSlowBodyIsAnswered408AndTheConnectionClosed() throws IOException {
        double before = metric("monitoring_shed_total{reason=\"slow-body\"}");

        try (var connection = new RawConnection(server)) {
            String answer = connection
                    .send("POST /metrics HTTP/1.1\r\n" + HEADERS + "Content-Length: 1000\r\n\r\n[1,2")
                    .everything();

            assertThat(answer)
                    .startsWith("HTTP/1.1 408")
                    .containsIgnoringCase("connection: close")
                    .contains("too-slow");
        }
        assertThat(metric("monitoring_shed_total{reason=\"slow-body\"}")).isEqualTo(before + 1);
    }

    @Test
    void slowBodiesTakeNoPlaces() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        for (int i = 0; i < 2 * PLACES; i++) {
            slow.add(new RawConnection(server)
                    .send("POST /metrics HTTP/1.1\r\n" + HEADERS + "Content-Length: 40000\r\n\r\n["));
        }

        given().contentType("text/plain; charset=UTF-8")
                .body("12345")
                .post("/test-hold/length")
                .then()
                .statusCode(200)
                .body(equalTo("5"));

        for (RawConnection connection : slow) {
            connection.close();
        }
    }

    @Test
    void aRequestThatTakesLongerThanEitherDeadlineIsServed() {
        CompletableFuture<HttpResponse<String>> held = get();
        await().until(() -> holding.held() == 1);

        await().pollDelay(Duration.ofSeconds(3)).until(() -> !held.isDone());

        holding.release();
        assertThat(held.join().statusCode()).isEqualTo(200);
    }

    @Test
    void aClientThatGoesAwayLeavesItsPlace() throws IOException {
        for (int i = 0; i < PLACES; i++) {
            try (var connection = new RawConnection(server)) {
                connection.send("GET /test-hold HTTP/1.1\r\nHost: x\r\n\r\n");
                int expected = i + 1;
                await().until(() -> holding.held() == expected);
            }
        }

        await().untilAsserted(() ->
                assertThat(metric("monitoring_requests_in_flight")).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test-hold/echo", "/test-hold/echo-from-a-worker"})
    void bodiesOfEverySizeArriveAsTheyWereSent(String path) {
        var random = new Random(1);
        for (int size : new int[] {0, 1, 8_191, 8_193, 10_239, 10_240, 10_241, 16_385, 30_000, 50_000, 51_200}) {
            byte[] body = new byte[size];
            random.nextBytes(body);

            HttpResponse<byte[]> echo = client.sendAsync(
                            HttpRequest.newBuilder(server.resolve(path))
                                    .POST(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .join();

            assertThat(echo.statusCode()).isIn(200, 204);
            assertThat(echo.body()).as("%s bytes", size).isEqualTo(body);
        }
    }

    @Test
    void aClientThatOffersHttp2IsServedByHttp1() {
        HttpResponse<String> answer = client.sendAsync(
                        HttpRequest.newBuilder(server.resolve("/test-hold/length"))
                                .version(HttpClient.Version.HTTP_2)
                                .POST(BodyPublishers.ofString("12345"))
                                .build(),
                        BodyHandlers.ofString())
                .join();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("5");
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void aClientThatAsksWhetherToGoOnIsToldTo() throws IOException {
        try (var connection = new RawConnection(server)) {
            String mayI = connection
                    .send("POST /test-hold/length HTTP/1.1\r\n" + HEADERS
                            + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
                    .head();
            String answer = connection.send("abc").everything();

            assertThat(mayI).startsWith("HTTP/1.1 100");
            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("3");
        }
    }

    private List<CompletableFuture<HttpResponse<String>>> fill() {
        List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            requests.add(get());
        }
        await().until(() -> holding.held() == PLACES);
        return requests;
    }

    private CompletableFuture<HttpResponse<String>> get() {
        return client.sendAsync(
                HttpRequest.newBuilder(server.resolve("/test-hold")).build(), BodyHandlers.ofString());
    }

    private void holdBody(int bytes) {
        CompletableFuture<HttpResponse<String>> held = client.sendAsync(
                HttpRequest.newBuilder(server.resolve("/test-hold"))
                        .POST(BodyPublishers.ofString("x".repeat(bytes)))
                        .build(),
                BodyHandlers.ofString());
        await().until(() -> holding.held() == 1 || held.isDone());
        assertThat(held).isNotDone();
    }

    private static double metric(String name) {
        String line = given().get("/q/metrics")
                .asString()
                .lines()
                .filter(one -> one.matches(Pattern.quote(name) + "(\\{})? .*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not there"));
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
