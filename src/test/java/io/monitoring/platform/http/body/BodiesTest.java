package io.monitoring.platform.http.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.BadInputs;
import io.monitoring.platform.edge.RawConnection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may be sent as, on every route that has one. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class BodiesTest {

    private static final String JSON = "application/json";
    private static final int MOST_BYTES = 6 << 20;

    @TestHTTPResource
    URI server;

    /** A call with a body, and a status that says that it was understood. */
    record Call(String method, String path, String body, int status) {

        @Override
        public String toString() {
            return method + " " + path;
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    static List<Call> calls() {
        var points = new StringBuilder("{\"horizon\":2,\"points\":[[1700000000,0]");
        for (int i = 1; i < 60; i++) {
            points.append(",[").append(1_700_000_000 + 60 * i).append(",1]");
        }
        return List.of(
                new Call("POST", "/metrics", "{\"service_name\":\"bodies\",\"metric_type\":\"m\",\"value\":1}", 201),
                new Call("POST", "/analysis", "{\"incident_mode\":true}", 200),
                new Call("POST", "/analysis/backtest", "{\"series\":[]}", 200),
                new Call("POST", "/analysis/forecast", points + "]}", 200),
                new Call(
                        "POST",
                        "/analysis/root-causes",
                        "{\"target\":{\"service\":\"a\",\"metric\":\"m\",\"at\":1700000000},\"series\":[]}",
                        200),
                new Call("PUT", "/services/bodies/limits", "{\"limits\":[]}", 200),
                new Call("PUT", "/services/bodies/dependencies", "{\"calls\":[\"caf\u00e9\"]}", 400));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void gzipIsUnderstood(Call call) {
        byte[] packed = BadInputs.gzip(call.bytes());

        for (String encoding : List.of("gzip", "GZIP", " x-gzip ")) {
            send(call, JSON, encoding, packed).statusCode(call.status());
        }
        send(call, JSON, "identity", call.bytes()).statusCode(call.status());
        send(call, JSON, "gzip", joined(BadInputs.gzip(Arrays.copyOf(call.bytes(), 3)), BadInputs.gzip(rest(call, 3))))
                .statusCode(call.status());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void otherEncodingsAreRefused(Call call) {
        for (String encoding : List.of("br", "deflate", "zstd", "gzip, gzip", "nonsense")) {
            refused(send(call, JSON, encoding, call.bytes()), 415, "unsupported-media-type", "Content-Encoding");
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void gzipThatIsDamagedIsRefused(Call call) {
        byte[] packed = BadInputs.gzip(call.bytes());
        byte[] damaged = packed.clone();
        damaged[1] ^= 1;

        for (byte[] body : List.of(
                new byte[0],
                call.bytes(),
                Arrays.copyOf(packed, packed.length - 1),
                damaged,
                joined(packed, damaged),
                joined(packed, call.bytes()))) {
            refused(send(call, JSON, "gzip", body), 400, "malformed", "Content-Encoding");
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatComesOutOfGzipIsHeldToTheLimit(Call call) {
        byte[] bomb = BadInputs.gzip(joined(" ".repeat(MOST_BYTES).getBytes(StandardCharsets.UTF_8), call.bytes()));

        refused(send(call, JSON, "gzip", bomb), 413, "too-large", "body")
                .body("errors[0].detail", containsString("once decompressed"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCharsetGoesByAnyOfItsNames(Call call) {
        for (String charset : List.of("utf-8", "UTF-8", "utf8", "UTF8", "\"utf-8\"", "unicode-1-1-utf-8")) {
            send(call, JSON + "; charset=" + charset, null, call.bytes()).statusCode(call.status());
        }
        for (String charset : List.of("iso-8859-1", "latin1", "utf-16", "utf-32le", "utf-99")) {
            refused(
                    send(call, JSON + "; charset=" + charset, null, call.bytes()),
                    415,
                    "unsupported-media-type",
                    "Content-Type");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br"})
    void nothingIsDecompressedForAnUnknownRoute(String encoding) {
        given().header("Content-Encoding", encoding)
                .body("x")
                .post("/nowhere")
                .then()
                .statusCode(404);
    }

    @Test
    void aBodyThatIsNotThereIsNothingToUndo() {
        given().post("/analysis").then().statusCode(200);
        given().header("Content-Encoding", "gzip").get("/metrics").then().statusCode(200);
    }

    @Test
    void aBodyMayComeInChunks() throws IOException {
        byte[] packed = BadInputs.gzip("{}".getBytes(StandardCharsets.UTF_8));
        String chunk = Integer.toHexString(packed.length) + "\r\n" + new String(packed, StandardCharsets.ISO_8859_1)
                + "\r\n0\r\n\r\n";
        String head = "POST /analysis HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n";

        assertThat(ask(head + "Content-Encoding: gzip\r\n\r\n" + chunk)).startsWith("HTTP/1.1 200");
        assertThat(ask(head + "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\n" + chunk))
                .startsWith("HTTP/1.1 415");
        assertThat(ask(head + "\r\n" + chunk)).startsWith("HTTP/1.1 400");
    }

    private String ask(String request) throws IOException {
        try (var connection = new RawConnection(server)) {
            return connection.send(request).everything();
        }
    }

    @Test
    void aBodyOfLessThanEveryRouteTakesMayBeTooMuchForOne() {
        Call metrics = calls().getFirst();
        byte[] large = joined(" ".repeat(5 << 20).getBytes(StandardCharsets.UTF_8), metrics.bytes());

        refused(send(metrics, JSON, null, large), 413, "too-large", "body")
                .body("errors[0].detail", equalTo("must have at most 5242880 bytes"));
        refused(send(metrics, JSON, "gzip", BadInputs.gzip(large)), 413, "too-large", "body")
                .body("errors[0].detail", equalTo("must have at most 5242880 bytes once decompressed"));
    }

    private static ValidatableResponse send(Call call, String type, String encoding, byte[] body) {
        var request = given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type)
                .body(body);
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        return request.request(call.method(), call.path()).then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status, String code, String field) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:monitoring:problem:" + code))
                .body("errors[0].field", equalTo(field));
    }

    private static byte[] rest(Call call, int from) {
        return Arrays.copyOfRange(call.bytes(), from, call.bytes().length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
