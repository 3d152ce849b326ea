package io.monitoring.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.platform.config.MovableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Valid requests with something changed at random, over HTTP: none is a fault of ours, no answer shows our insides, and
 * what can be read afterwards is exactly what was said to be accepted.
 */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class HttpMutationTest {

    private static final int MUTATIONS = Integer.getInteger("http.mutations", 5_000);
    private static final long SEED = Long.getLong("http.seed", 20261124);
    private static final int SENDERS = 8;
    /** Requests that write to the same service; their points fit into one page. */
    private static final int A_SERVICE = 100;

    private static final Pattern INSIDES = Pattern.compile(
            "(?i)exception|\\bat [a-z]+(\\.[a-zA-Z_$]+)+\\(|\\.java\\b|io\\.monitoring|java\\.|jakarta|jackson|quarkus"
                    + "|vertx|netty|amazonaws|awssdk");
    private static final List<String> TOKENS = List.of(
            "null", "NaN", "\"", "\\", "{", "}", "[", "]", ",", ":", "1e999", "-", "0", "\n", "\u0000", "\\ud800", ".");
    private static final List<String> HEADER_VALUES = List.of(
            "",
            ";",
            "*/*",
            "application",
            "application/",
            "application/json;",
            "application/json; charset",
            "application/json; charset=utf-8; a=b",
            "application/json; charset=no-such",
            "APPLICATION/JSON",
            "application/x-ndjson",
            "text/html",
            "a/b/c",
            "gzip",
            "identity",
            "br",
            "gzip;q=0",
            "%00",
            "\u00e9",
            "' OR 1=1",
            "-1",
            "x".repeat(300));
    private static final List<String> HEADER_NAMES = List.of(
            "Content-Type",
            "Content-Encoding",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Cookie",
            "Idempotency-Key",
            "If-None-Match",
            "Origin",
            "Range",
            "X-Forwarded-For",
            "X-HTTP-Method-Override");
    private static final List<String> QUERIES = List.of(
            "", "?", "?&", "?=", "?a", "?a=b", "?service=s", "?%00", "?%ff=%fe", "?limit=1", "?label.a=b", "?;");

    @TestHTTPResource
    URI base;

    @Inject
    MovableClock clock;

    /**
     * A request.
     *
     * @param metric the metric of all of its points
     * @param marked whether the body still names that metric as often as before it was changed
     */
    private record Request(String metric, boolean marked, String path, byte[] body, String[] headers) {}

    private record Sent(Request request, int status, int accepted) {}

    @Test
    void anyMutationIsAnsweredInOrderAndStoredAsItWasAnswered() throws Exception {
        var client = new MetricsClient(base);
        Set<String> before = new HashSet<>(client.services());
        var random = new Random(SEED);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < MUTATIONS; i++) {
            requests.add(request(i, random));
        }

        List<Sent> sent = send(client, requests);

        Map<String, Integer> stored = new ConcurrentHashMap<>();
        List<String> services = new ArrayList<>(client.services());
        services.removeAll(before);
        inParallel(services, service -> {
            for (JsonNode point : client.readAll("limit=1000&service=" + MetricsClient.encoded(service))) {
                stored.merge(point.get("metric_type").asText(), 1, Integer::sum);
            }
            return null;
        });
        for (Sent one : sent) {
            if (one.request().marked()) {
                assertThat(stored.getOrDefault(one.request().metric(), 0))
                        .as("stored of %s", shown(one))
                        .isEqualTo(one.accepted());
            }
        }
        assertThat(stored.values().stream().mapToInt(Integer::intValue).sum())
                .as("stored of all")
                .isEqualTo(sent.stream().mapToInt(Sent::accepted).sum());
        var statuses = new TreeMap<Integer, Integer>();
        sent.forEach(one -> statuses.merge(one.status(), 1, Integer::sum));
        assertThat(statuses.keySet())
                .as("each kind of answer occurs: %s", statuses)
                .contains(201, 207, 400, 415);
    }

    private static List<Sent> send(MetricsClient client, List<Request> requests) throws Exception {
        return inParallel(requests, request -> {
            MetricsClient.Answer answer = client.send("POST", request.path(), request.body(), request.headers());
            var sent = new Sent(request, answer.status(), answer.accepted());
            assertThat(answer.status()).as("%s: %s", shown(sent), answer.body()).isBetween(200, 499);
            assertThat(INSIDES.matcher(answer.body()).find())
                    .as("%s: %s", shown(sent), answer.body())
                    .isFalse();
            return sent;
        });
    }

    private interface Step<A, B> {
        B apply(A each) throws Exception;
    }

    private static <A, B> List<B> inParallel(List<A> all, Step<A, B> step) throws Exception {
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<B>> futures = new ArrayList<>();
            all.forEach(each -> futures.add(senders.submit(() -> step.apply(each))));
            List<B> results = new ArrayList<>();
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    private Request request(int number, Random random) {
        String metric = "m" + Long.toHexString(random.nextLong()); // no few changes make another one of it
        String service = "mutated-" + number / A_SERVICE;
        String text = body(random.nextInt(5), service, metric);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "Content-Type",
                text.startsWith("{\"service_name") && text.contains("\n")
                        ? "application/x-ndjson"
                        : "application/json");
        if (random.nextInt(4) == 0) {
            headers.put("Idempotency-Key", "key-" + number);
        }
        boolean zipped = random.nextInt(6) == 0;
        String path = "metrics";
        switch (random.nextInt(8)) {
            case 0 ->
                headers.put(
                        HEADER_NAMES.get(random.nextInt(HEADER_NAMES.size())),
                        HEADER_VALUES.get(random.nextInt(HEADER_VALUES.size())));
            case 1 -> path += QUERIES.get(random.nextInt(QUERIES.size()));
            case 2 -> body = Arrays.copyOf(body, random.nextInt(body.length));
            default -> body = zipped ? body : mutate(body, random);
        }
        String mark = "\"metric_type\":\"" + metric + '"';
        boolean marked = count(text(body), mark) == count(text, mark);
        if (zipped) {
            headers.putIfAbsent("Content-Encoding", "gzip");
            byte[] packed = BadInputs.gzip(body);
            body = random.nextBoolean() ? mutate(packed, random) : packed;
        }
        return new Request(metric, marked, path, body, flat(headers));
    }

    private String body(int form, String service, String metric) {
        long now = clock.millis();
        String first = ("{\"service_name\":\"%s\",\"metric_type\":\"%s\",\"value\":12.5,\"timestamp\":%d,"
                        + "\"labels\":{\"host\":\"w\u00e9b-1\",\"region\":\"eu\"},\"metadata\":{\"trace\":[\"a\\n\",1.0e3,null]}}")
                .formatted(service, metric, now - 60_000);
        String second = "{\"service_name\":\"%s\",\"metric_type\":\"%s\",\"value\":-3}".formatted(service, metric);
        return switch (form) {
            case 0 -> first;
            case 1 -> "[" + first + ", " + second + "," + first + "]";
            case 2 -> "{\"metrics\":[" + second + "," + first + "]}";
            case 3 -> first + "\n\n" + second + "\n" + first + "\n";
            default ->
                ("{\"series\":[{\"service_name\":\"%s\",\"metric_type\":\"%s\",\"labels\":{\"host\":\"web-1\"},"
                                + "\"timestamps\":[%d, %d,%d],\"values\":[1,-2.5,3.25e2]}]}")
                        .formatted(service, metric, now - 3_000, now - 2_000, now - 1_000);
        };
    }

    private static byte[] mutate(byte[] body, Random random) {
        byte[] mutated = body;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int from = random.nextInt(mutated.length);
            int to = Math.min(mutated.length, from + 1 + random.nextInt(random.nextInt(10) == 0 ? mutated.length : 4));
            byte[] inserted =
                    switch (random.nextInt(5)) {
                        case 0 -> new byte[0];
                        case 1 -> new byte[] {(byte) random.nextInt(256)};
                        case 2 -> new byte[] {(byte) (mutated[from] ^ (1 << random.nextInt(8)))};
                        case 3 -> Arrays.copyOfRange(mutated, from, to);
                        default -> TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
                    };
            int rest = random.nextBoolean() ? from + Math.max(1, inserted.length) : from;
            var out = new ByteArrayOutputStream();
            out.write(mutated, 0, from);
            out.writeBytes(inserted);
            out.write(mutated, Math.min(rest, mutated.length), Math.max(0, mutated.length - rest));
            mutated = out.size() == 0 ? mutated : out.toByteArray();
        }
        return mutated;
    }

    private static String[] flat(Map<String, String> headers) {
        return headers.entrySet().stream()
                .flatMap(header -> List.of(header.getKey(), header.getValue()).stream())
                .toArray(String[]::new);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private static String shown(Sent sent) {
        Request request = sent.request();
        return sent.status() + " to " + request.path() + " " + Arrays.toString(request.headers()) + " "
                + text(request.body());
    }
}
