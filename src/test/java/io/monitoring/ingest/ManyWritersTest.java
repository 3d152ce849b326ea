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
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many writers at once, some of whom repeat themselves: what can be read is what was acknowledged, to the point. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class ManyWritersTest {

    private static final int WRITERS = 32;
    private static final int POSTS = Integer.getInteger("writers.posts", 200);
    private static final int SERVICES = 6;
    private static final int LARGEST_BATCH = 4;
    private static final long SEED = Long.getLong("writers.seed", 4);

    @TestHTTPResource
    URI base;

    @Inject
    MovableClock clock;

    /** What one writer was told is stored, by service. */
    private record Ledger(Map<String, Integer> acknowledged) {

        void add(Map<String, Integer> posted) {
            posted.forEach((service, points) -> acknowledged.merge(service, points, Integer::sum));
        }

        int total() {
            return acknowledged.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Test
    @Timeout(180)
    void readsBackExactlyWhatWasAcknowledged() throws Exception {
        var client = new MetricsClient(base);
        String from = clock.instant().minusSeconds(1).toString();
        var ledger = new Ledger(new HashMap<>());

        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Ledger>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(threads.submit(() -> write(client, writer, threads)));
            }
            for (Future<Ledger> writer : writers) {
                ledger.add(writer.get().acknowledged());
            }
        }

        Map<String, Integer> overAll = new HashMap<>();
        for (JsonNode point : client.readAll("limit=1000&metric=written&from=" + from)) {
            overAll.merge(point.get("service_name").asText(), 1, Integer::sum);
        }
        assertThat(overAll).isEqualTo(ledger.acknowledged());
        for (String service : ledger.acknowledged().keySet()) {
            List<JsonNode> points = client.readAll("limit=1000&service=" + service);
            assertThat(points).hasSize(ledger.acknowledged().get(service));
            assertThat(points).extracting(point -> point.get("value").asLong()).doesNotHaveDuplicates();
        }
        assertThat(ledger.total()).isGreaterThan(WRITERS * POSTS);
    }

    private Ledger write(MetricsClient client, int writer, ExecutorService threads) {
        var random = new Random(SEED * 1_000 + writer);
        var ledger = new Ledger(new HashMap<>());
        for (int post = 0; post < POSTS; post++) {
            int size = random.nextBoolean() ? 1 : 2 + random.nextInt(LARGEST_BATCH - 1);
            Map<String, Integer> points = new HashMap<>();
            String body = body(random, ((long) writer * POSTS + post) * LARGEST_BATCH, size, points);
            if (random.nextInt(4) == 0) {
                postRepeatedly(client, body, "writer-" + writer + "-" + post, random, threads);
            } else {
                requireStored(client.post(body), size);
            }
            ledger.add(points);
        }
        return ledger;
    }

    /** With a key, several times, one after the other or at once: all are told the same. */
    private static void postRepeatedly(
            MetricsClient client, String body, String key, Random random, ExecutorService threads) {
        int times = 1 + random.nextInt(3);
        boolean atOnce = random.nextBoolean();
        List<CompletableFuture<MetricsClient.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            var answer = CompletableFuture.supplyAsync(() -> client.post(body, "Idempotency-Key", key), threads);
            answers.add(answer);
            if (!atOnce) {
                answer.join();
            }
        }
        String first = answers.getFirst().join().body();
        for (var answer : answers) {
            assertThat(answer.join().status()).as(answer.join().body()).isEqualTo(201);
            assertThat(answer.join().body()).isEqualTo(first);
        }
    }

    private static void requireStored(MetricsClient.Answer answer, int points) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.accepted()).isEqualTo(points);
    }

    /** Points with values from {@code first} on, each in a service by chance. */
    private static String body(Random random, long first, int size, Map<String, Integer> points) {
        List<String> all = new ArrayList<>();
        String service = service(random);
        boolean mixed = random.nextInt(4) == 0;
        for (int i = 0; i < size; i++) {
            String own = mixed ? service(random) : service;
            points.merge(own, 1, Integer::sum);
            all.add("{\"service_name\":\"%s\",\"metric_type\":\"written\",\"value\":%d,\"labels\":{\"host\":\"h%d\"}}"
                    .formatted(own, first + i, random.nextInt(5)));
        }
        return size == 1 ? all.getFirst() : "[" + String.join(",", all) + "]";
    }

    private static String service(Random random) {
        return "many-writers-" + random.nextInt(SERVICES);
    }
}
