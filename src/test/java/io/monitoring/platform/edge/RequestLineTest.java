package io.monitoring.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestLineTest {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String EMPTY_SETTINGS = "\0\0\0\4\0\0\0\0\0";

    @TestHTTPResource
    URI server;

    @ParameterizedTest
    @CsvSource({
        "/metrics?service=%zz, service",
        "/metrics?service=a&metric=%7, metric",
        "/metrics?service={a}, service",
        "/metrics?service=a|b, service",
        "/metrics?{=a, query",
        "/metrics?label.host=^, label.host",
        "/services/%zz, path",
        "/services/{name}, path",
        "/q/health/live?x={, x",
        "/admin/circuit-breakers?name=%, name",
        "/nowhere?x=%zz, x"
    })
    void aTargetThatIsNoUriIsAProblemThatNamesTheParameter(String target, String field) throws IOException {
        String answer = ask("GET " + target + " HTTP/1.1\r\nHost: x\r\nX-Request-Id: abc\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\n").contains("X-Request-Id: abc\r\n");
        JsonNode problem = problem(answer);
        assertThat(problem.get("type").asText()).isEqualTo("urn:monitoring:problem:malformed");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/detail").asText()).contains("%");
    }

    @Test
    void theBodyOfSuchARequestIsReadToItsEnd() throws IOException {
        String answer =
                ask("POST /metrics?{ HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(200_000));

        assertThat(problem(answer).get("status").asInt()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health/live?a=b%20c",
                "/q/health/live?a=[1]",
                "/q/health/live?a='!*()",
                "/q/health/live?\u00e9"
            })
    void whatIsAUriIsAnswered(String target) throws IOException {
        assertThat(ask("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void whoSpeaksHttp2WithoutAskingIsToldInHttp1ThatItIsNotSpoken() throws IOException {
        String answer = ask(PREFACE + EMPTY_SETTINGS);

        assertThat(answer)
                .startsWith("HTTP/1.1 505 HTTP Version Not Supported\r\n")
                .contains("Connection: close\r\n")
                .doesNotContain("HTTP/2.0");
        assertThat(answer.lines().filter(line -> line.startsWith("HTTP/"))).hasSize(1);
        JsonNode problem = problem(answer);
        assertThat(problem.get("type").asText()).isEqualTo("urn:monitoring:problem:version-not-supported");
        assertThat(problem.get("detail").asText()).contains("HTTP/2", "HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.0", "FOO/1.1"})
    void otherVersionsAreRefusedInHttp1(String version) throws IOException {
        assertThat(ask("GET /q/health/live " + version + "\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    }

    @Test
    void whoOffersHttp2IsAnsweredInHttp1() throws IOException {
        assertThat(
                        ask(
                                "GET /q/health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                        + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\nGET /q/health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    /** Up to the end of the connection, which is the server's to close. */
    private String ask(String request) throws IOException {
        try (var connection = new RawConnection(server)) {
            return connection.send(request).everything();
        }
    }

    private static JsonNode problem(String answer) throws IOException {
        assertThat(answer).contains("Content-Type: application/problem+json\r\n");
        return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
}
