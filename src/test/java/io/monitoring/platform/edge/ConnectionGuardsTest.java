package io.monitoring.platform.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OverloadProfile.class)
class ConnectionGuardsTest {

    private static final int PLACES = 3;
    private static final String POST = "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";
    private static final String LIVE = "GET /q/health/live HTTP/1.1\r\nHost: x\r\n";

    @TestHTTPResource
    URI server;

    @Inject
    HoldingResource holding;

    private final List<RawConnection> held = new ArrayList<>();

    /** It takes places for its own first requests. */
    @BeforeEach
    void itIsReady() {
        await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void letGo() throws IOException {
        for (RawConnection connection : held) {
            connection.close();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            holding.release();
            assertThat(metric("monitoring_requests_in_flight")).isZero();
        });
    }

    @Test
    void aRefusalHasTheHeadersOfEveryAnswer() throws IOException {
        hold(PLACES);

        given().header("X-Request-Id", "abc-123")
                .body("12345")
                .post("/metrics")
                .then()
                .statusCode(503)
                .header("X-Request-Id", "abc-123")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:monitoring:problem:overloaded"))
                .body("status", equalTo(503))
                .body("detail", equalTo("too many requests are at work"));
    }

    @Test
    void whatIsSpeltOddlyIsRefusedAllTheSame() throws IOException {
        hold(PLACES);

        for (String path : List.of("/metrics?service=health", "//metrics", "/%6detrics", "/health/../metrics")) {
            assertThat(refusedAlone("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 503");
        }
        given().head("/metrics").then().statusCode(503).body(blankOrNullString());
    }

    @Test
    void theConnectionOfARefusedRequestGoesOn() throws IOException {
        hold(PLACES);

        try (var connection = new RawConnection(server)) {
            String refusal = connection.send(POST + "1").head();
            String then = connection
                    .send("2345" + POST + "12345" + LIVE + "Connection: close\r\n\r\n")
                    .everything();

            assertThat(refusal).startsWith("HTTP/1.1 503");
            assertThat(then.substring(then.indexOf("HTTP/1.1"))).startsWith("HTTP/1.1 503");
            assertThat(then.substring(then.lastIndexOf("HTTP/1.1"))).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void nobodyIsAnsweredBeforeWhoCameFirst() throws IOException {
        hold(PLACES - 1);
        try (var connection = new RawConnection(server)) {
            connection.send("GET /test-hold HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> holding.held() == PLACES);

            connection.send(POST + "12345" + LIVE + "Connection: close\r\n\r\n");
            given().get("/metrics").then().statusCode(503);
            holding.release();

            String answers = connection.everything();
            assertThat(answers).startsWith("HTTP/1.1 200");
            assertThat(answers.substring(answers.lastIndexOf("HTTP/1.1"))).startsWith("HTTP/1.1 200");
            assertThat(answers.split("HTTP/1.1")).hasSize(4);
        }
    }

    @Test
    void headersThatArriveByteByByteAreCutOff() throws IOException {
        double before = metric("monitoring_shed_total{reason=\"slow-headers\"}");
        try (var connection = new RawConnection(server)) {
            long began = System.nanoTime();
            connection.send(LIVE).send("X-Slow: ");
            for (int i = 0; i < 5; i++) {
                int sent = i;
                await().pollDelay(Duration.ofMillis(200)).until(() -> connection.trySend("x".repeat(1 + sent)));
            }

            String answer = connection.everything();

            assertThat(answer)
                    .startsWith("HTTP/1.1 408")
                    .containsIgnoringCase("connection: close")
                    .contains("too-slow");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
        }
        assertThat(metric("monitoring_shed_total{reason=\"slow-headers\"}")).isEqualTo(before + 1);
    }

    @Test
    void headersOfALaterRequestAreCutOffToo() throws IOException {
        try (var connection = new RawConnection(server)) {
            assertThat(connection.send(LIVE + "\r\n").head()).startsWith("HTTP/1.1 200");

            String rest = connection.send("GET /q").everything();

            assertThat(rest).contains("HTTP/1.1 408");
        }
    }

    @Test
    void aConnectionBetweenRequestsIsLeftAlone() throws IOException {
        hold(PLACES);
        try (var connection = new RawConnection(server)) {
            assertThat(connection.send(POST + "1").head()).startsWith("HTTP/1.1 503");
            connection.send("2345");

            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);

            String rest = connection.send(LIVE + "Connection: close\r\n\r\n").everything();
            assertThat(rest).contains("HTTP/1.1 200").doesNotContain("HTTP/1.1 408");
        }
    }

    private String refusedAlone(String request) throws IOException {
        try (var connection = new RawConnection(server)) {
            return connection.send(request).everything();
        }
    }

    private void hold(int places) throws IOException {
        for (int i = 0; i < places; i++) {
            held.add(new RawConnection(server).send("GET /test-hold HTTP/1.1\r\nHost: x\r\n\r\n"));
        }
        await().until(() -> holding.held() == places);
    }

    private static double metric(String name) {
        String line = given().get("/q/metrics")
                .asString()
                .lines()
                .filter(one -> one.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not there"));
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }
}
