package io.monitoring.platform.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.monitoring.platform.auth.TestAuth;
import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OutageProfile.class)
class RequestsAndHeadersTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String RESET = "/admin/circuit-breaker/reset";

    @TestHTTPResource
    URI server;

    @Test
    void aWellFormedRequestIdIsKeptAndStandsInTheLog() {
        try (var logs = new Logs("io.monitoring")) {
            given().header("X-Request-Id", "abc-123_4.5")
                    .get("/test-problems/bug")
                    .then()
                    .statusCode(500)
                    .header("X-Request-Id", "abc-123_4.5");

            assertThat(logs.lines())
                    .anyMatch(line -> line.contains("unexpected_error") && line.contains("abc-123_4.5"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "a;b", "\u00e4", "<script>", "%0d%0aSet-Cookie:x"})
    void aMalformedRequestIdIsReplaced(String id) {
        given().header("X-Request-Id", id).get("/q/health/live").then().header("X-Request-Id", matchesPattern(UUID));
    }

    @Test
    void aRequestIdThatIsTooLongIsReplaced() {
        given().header("X-Request-Id", "a".repeat(65))
                .get("/health")
                .then()
                .header("X-Request-Id", matchesPattern(UUID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Request-Id: a\r\nInjected: 1", "X-Request-Id: a\rInjected: 1", "X-Request-Id: a\nInjected: 1"
            })
    void nothingThatIsSentBecomesAHeaderOfTheAnswer(String header) throws IOException {
        try (var connection = new RawConnection(server)) {
            String answer = connection
                    .send("GET /q/health/live?x=%0d%0aInjected:%201 HTTP/1.1\r\nHost: x\r\n" + header
                            + "\r\nConnection: close\r\n\r\n")
                    .everything();

            assertThat(answer).doesNotContainIgnoringCase("injected");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/test-problems/limits", "/test-problems/bug", "/nowhere", "/admin/circuit-breakers"})
    void everyAnswerSaysThatItIsNoPage(String path) {
        given().get(path)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Strict-Transport-Security", nullValue());
    }

    @Test
    void swaggerUiMayUseItsOwnScriptsOnly() {
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"));
    }

    @Test
    void theWordOfAProxyIsNotTakenUnlessItIsConfigured() {
        given().header("X-Forwarded-Proto", "https")
                .get("/health")
                .then()
                .header("Strict-Transport-Security", nullValue());
    }

    @Test
    void noWebsiteMayCall() {
        given().header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "POST")
                .options("/metrics")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", "https://example.org")
                .get("/test-problems/limits")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void anAdminCallLeavesALineWithoutItsToken() {
        String id = TestAuth.sha256(OutageProfile.ADMIN_TOKEN).substring(0, 8);
        try (var logs = new Logs("audit")) {
            given().header("Authorization", "Bearer " + OutageProfile.ADMIN_TOKEN)
                    .header("X-Request-Id", "audited")
                    .post(RESET + "?name=sqs")
                    .then()
                    .statusCode(200);

            await().until(() -> !logs.lines().isEmpty());
            assertThat(logs.lines()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("who=admin:" + id + " what=\"POST " + RESET + "?name=sqs\" from=127.0.0.1 outcome=200"
                            + " request_id=audited")
                    .doesNotContain(OutageProfile.ADMIN_TOKEN));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/circuit-breaker/reset",
                "//admin/circuit-breaker/reset",
                "/%61dmin/circuit-breaker/reset",
                "/admin;x=1/circuit-breaker/reset",
                "/q/../admin/circuit-breaker/reset"
            })
    void anAdminCallThatIsTurnedAwayLeavesALineHoweverItIsSpelt(String path) throws IOException {
        try (var logs = new Logs("audit");
                var connection = new RawConnection(server)) {
            String answer = connection
                    .send("POST " + path + "?name=s3cr3t HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer s3cr3t\r\n"
                            + "Connection: close\r\n\r\n")
                    .everything();

            assertThat(answer).containsPattern("^HTTP/1.1 40[14]");
            await().until(() -> !logs.lines().isEmpty());
            assertThat(logs.lines()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("who=unknown what=\"POST ")
                    .contains("outcome=40")
                    .doesNotContain("s3cr3t"));
        }
    }

    @Test
    void noSecretAndNoBodyGetsIntoALog() {
        String secret = "s3cr3t-4711";
        String body =
                "{\"service_name\": \"" + secret + "\", \"value\": \"" + secret + "\", \"at\": \"" + secret + "\"}";
        try (var logs = new Logs("")) {
            for (String path : new String[] {"/metrics", "/test-problems/body", RESET, "/nowhere", "/health"}) {
                given().header("Authorization", "Bearer " + secret)
                        .header("Idempotency-Key", secret)
                        .header("Cookie", "session=" + secret)
                        .contentType("application/json")
                        .body(body)
                        .post(path);
                given().header("Authorization", "Bearer " + secret)
                        .body(body + secret)
                        .post(path);
            }
            given().header("Authorization", "Bearer " + secret).get("/test-problems/bug");
            given().header("Authorization", "Bearer " + OutageProfile.ADMIN_TOKEN)
                    .get("/admin/circuit-breakers");

            await().until(() -> logs.lines().stream().anyMatch(line -> line.contains("circuit-breakers")));
            assertThat(logs.lines())
                    .anyMatch(line -> line.contains("unexpected_error"))
                    .noneMatch(line -> line.contains(secret))
                    .noneMatch(line -> line.contains(OutageProfile.ADMIN_TOKEN));
        }
    }

    @Test
    void methodsThatAreNotServedAreRefused() throws IOException {
        for (String method : new String[] {"TRACE", "CONNECT", "DELETE", "PUT", "PATCH", "JEFF"}) {
            try (var connection = new RawConnection(server)) {
                assertThat(connection
                                .send(method + " /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                .everything())
                        .as(method)
                        .containsPattern("^HTTP/1.1 (400|404|405|501)");
            }
        }
        given().header("X-HTTP-Method-Override", "POST").get(RESET).then().statusCode(405);
    }
}
