package io.monitoring.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of the API that sends exactly what it is given, good or bad, and may be shared by threads. */
public final class MetricsClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    /** @param base where the API is, such as {@code http://localhost:8080/} */
    public MetricsClient(URI base) {
        this.base = base;
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body(), e);
            }
        }

        /** How many points this answer says are stored. */
        public int accepted() {
            return status() < 300 ? json().get("accepted").asInt() : 0;
        }
    }

    /** @param headers names and values by turns */
    public Answer post(byte[] body, String... headers) {
        return send("POST", "metrics", body, headers);
    }

    /** One request with a JSON body. */
    public Answer post(String json, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return post(json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    public Answer get(String pathAndQuery, String... headers) {
        return send("GET", pathAndQuery, null, headers);
    }

    public Answer send(String method, String pathAndQuery, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(pathAndQuery))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + pathAndQuery, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every point that a query finds, page by page, newest first. */
    public List<JsonNode> readAll(String query) {
        List<JsonNode> points = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get("metrics?" + query + cursor);
            if (page.status() != 200) {
                throw new AssertionError(query + cursor + " was answered with " + page.status() + " " + page.body());
            }
            page.json().get("metrics").forEach(points::add);
            JsonNode next = page.json().get("next_cursor");
            cursor = next == null || next.isNull() ? null : "&cursor=" + encoded(next.asText());
        } while (cursor != null);
        return points;
    }

    /** The names of the services that have ever reported. */
    public List<String> services() {
        return get("services").json().findValuesAsText("service_name");
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
