package io.monitoring.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.MetricsClient;
import io.monitoring.ingest.MetricsClient.Answer;
import io.monitoring.pipeline.SimulatedWorker;
import io.monitoring.platform.config.MovableClock;
import io.monitoring.series.Hour;
import io.monitoring.store.Part;
import io.monitoring.store.hours.SettledMinutes;
import io.monitoring.store.query.AggregateQueries;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that fills up, and what is said of it before it is full. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(SimulatedTimeProfile.class)
class LimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SERVICE = "warehouse";
    private static final String LIMITS =
            "{\"limits\":[{\"metric_type\":\"disk_used_percent\",\"labels\":{},\"above\":90.0},"
                    + "{\"metric_type\":\"free_mb\",\"labels\":{\"host\":\"a\"},\"below\":100.0}]}";
    private static final int HISTORY = 120;

    /** Simulated once. */
    private static Instant full;

    private static JsonNode warning;

    @Inject
    SimulatedWorker worker;

    @Inject
    MovableClock clock;

    @Inject
    MeterRegistry meters;

    @Inject
    SettledMinutes minutes;

    @Inject
    DetectorStore detectors;

    @Inject
    AnomalyStore findings;

    @Inject
    DependencyStore dependencies;

    @Inject
    LimitStore limits;

    @Inject
    AggregateQueries aggregates;

    @Inject
    LiveConfig config;

    @Inject
    DetectorKeeping keeping;

    @TestHTTPResource
    URI base;

    private MetricsClient api;
    private final Random noise = new Random(11);

    @BeforeEach
    void letADiskFillUp() throws InterruptedException {
        api = new MetricsClient(base);
        if (full != null) {
            return;
        }
        worker.takeOver();
        clock.stopTheSystemClock();
        clock.advance(Duration.ofHours(12));
        clock.advanceToTheNextHour();
        clock.advance(Duration.ofSeconds(50));
        full = clock.instant().plus(Duration.ofMinutes(40));
        assertThat(state(SERVICE, LIMITS).status()).isEqualTo(200);
        report(HISTORY);
        workAMinute();
        List<JsonNode> warnings = warnings();
        assertThat(warnings).hasSize(1);
        warning = warnings.getFirst();
    }

    @Test
    void warnsOfALimitBeforeItIsPassed() {
        assertThat(warning.get("service_name").asText()).isEqualTo(SERVICE);
        assertThat(warning.get("metric_type").asText()).isEqualTo("disk_used_percent");
        assertThat(warning.at("/labels/host").asText()).isEqualTo("a");
        assertThat(warning.get("limit").asDouble()).isEqualTo(90);
        assertThat(warning.get("direction").asText()).isEqualTo("up");
        assertThat(warning.get("value").asDouble()).isBetween(60.0, 82.0);
        assertThat(time("expected_at")).isBetween(full.minusSeconds(600), full.plusSeconds(600));
        assertThat(time("earliest_at")).isAfter(time("timestamp")).isBeforeOrEqualTo(time("expected_at"));
        assertThat(warning.get("expected_low").asDouble()).isLessThan(92);
        assertThat(warning.get("expected_high").asDouble()).isGreaterThan(90);
        assertThat(warning.get("description").asText())
                .contains("warehouse disk_used_percent {host=a} will probably be above its limit of 90 at "
                        + warning.get("expected_at").asText())
                .contains("Tried from");
        assertThat(warning.has("score")).isFalse();
        assertThat(meters.counter("monitoring.limit.warnings", "side", "above").count())
                .isEqualTo(1);
    }

    @Test
    void saysItOnceWhoeverLooksAndHoweverOften() {
        var again = new LimitWatch(limits, aggregates, findings);
        var other = new Watch(
                minutes,
                new Watches(config, new SimpleMeterRegistry()),
                detectors,
                findings,
                dependencies,
                again,
                config,
                keeping,
                clock,
                meters);

        // The same turn once more, of which nothing is known: as when an instance dies after it has warned.
        assertThat(state(SERVICE, LIMITS).status()).isEqualTo(200);
        other.minutesSettled(new Part(SERVICE, Hour.of(clock.millis()))).await().atMost(PATIENCE);

        assertThat(limits.of(SERVICE).await().atMost(PATIENCE).standing()).hasSize(1);
        assertThat(counted()).isEqualTo(1);
        assertThat(warnings()).containsExactly(warning);

        // And the next turn, which sees the same coming.
        long turn = limits.of(SERVICE).await().atMost(PATIENCE).turn();
        for (int minute = 0; minute < LimitWatch.EVERY.toMinutes(); minute++) {
            report(1);
            workAMinute();
        }

        assertThat(limits.of(SERVICE).await().atMost(PATIENCE).turn()).isGreaterThan(turn);
        assertThat(counted()).isEqualTo(1);
        assertThat(warnings()).containsExactly(warning);
    }

    @Test
    void aWarningIsNoTroubleYet() {
        for (JsonNode node : get("services/graph").get("nodes")) {
            if (node.get("service_name").asText().equals(SERVICE)) {
                assertThat(node.get("anomalies").asLong())
                        .isEqualTo(findings(SERVICE).stream()
                                .filter(one -> one.get("kind").asText().equals("anomaly"))
                                .filter(one -> Instant.parse(
                                                one.get("timestamp").asText())
                                        .isAfter(clock.instant().minus(ServiceGraph.DEGRADED_FOR)))
                                .count());
                return;
            }
        }
        throw new AssertionError("no " + SERVICE);
    }

    @Test
    void limitsAreStatedAndTakenBack() {
        assertThat(state("cellar", LIMITS).json().get("limits"))
                .isEqualTo(get("services/cellar/limits").get("limits"))
                .hasSize(2);
        assertThat(get("services/cellar/limits").at("/limits/1/below").asDouble())
                .isEqualTo(100);
        assertThat(get("services/cellar/limits").at("/limits/1").has("above")).isFalse();

        assertThat(state("cellar", "{\"limits\":[]}").status()).isEqualTo(200);
        assertThat(get("services/cellar/limits").get("limits")).isEmpty();
        assertThat(get("services/nobody/limits").get("limits")).isEmpty();
    }

    @Test
    void refusesLimitsThatAreNone() {
        for (String body : List.of(
                "",
                "{}",
                "{\"limits\":null}",
                "{\"limits\":[null]}",
                "{\"limits\":[{\"metric_type\":\"m\"}]}",
                "{\"limits\":[{\"above\":1}]}",
                "{\"limits\":[{\"metric_type\":\"a#b\",\"above\":1}]}",
                "{\"limits\":[{\"metric_type\":\"m\",\"above\":1,\"below\":0}]}",
                "{\"limits\":[{\"metric_type\":\"m\",\"above\":\"NaN\"}]}",
                "{\"limits\":[{\"metric_type\":\"m\",\"above\":\"high\"}]}",
                "{\"limits\":[{\"metric_type\":\"m\",\"labels\":{\"a\":null},\"above\":1}]}",
                "{\"limits\":[" + "{\"metric_type\":\"m\",\"above\":1},".repeat(10)
                        + "{\"metric_type\":\"m\",\"above\":2}]}")) {
            assertThat(state("cellar", body).status()).as(body).isEqualTo(400);
        }
    }

    /** The last minutes, one point each: one disk that will be full, and one that will not. */
    private void report(int count) {
        String points = String.join(
                ",",
                series("disk_used_percent", "a", count, minute -> 90 - (40 - minute) * 0.25),
                series("disk_used_percent", "b", count, minute -> 40),
                series("free_mb", "a", count, minute -> 2000));
        Answer answer = api.post("{\"series\":[" + points + "]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** @param value by minutes from the beginning of the simulation */
    private String series(String metric, String host, int count, IntToDoubleFunction value) {
        List<String> times = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            Instant at = clock.instant().minusSeconds(30 + 60L * i);
            int minute = (int) Duration.between(full.minus(Duration.ofMinutes(40)), at.plusSeconds(30))
                    .toMinutes();
            times.add(Long.toString(at.toEpochMilli()));
            values.add(String.format(Locale.ROOT, "%.3f", value.applyAsDouble(minute) + 0.2 * noise.nextGaussian()));
        }
        return "{\"service_name\":\"%s\",\"metric_type\":\"%s\",\"labels\":{\"host\":\"%s\"},\"timestamps\":[%s],\"values\":[%s]}"
                .formatted(SERVICE, metric, host, String.join(",", times), String.join(",", values));
    }

    /** Marks go out and are worked on; then the minute settles. */
    private void workAMinute() {
        worker.tenSeconds();
        worker.quietly(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(20));
    }

    private Answer state(String service, String body) {
        return api.send(
                "PUT",
                "services/" + service + "/limits",
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    private JsonNode get(String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<JsonNode> findings(String service) {
        List<JsonNode> found = new ArrayList<>();
        get("anomalies?service=" + service).get("anomalies").forEach(found::add);
        return found;
    }

    private List<JsonNode> warnings() {
        return findings(SERVICE).stream()
                .filter(one -> one.get("kind").asText().equals("predicted_crossing"))
                .toList();
    }

    private Instant time(String field) {
        return Instant.parse(warning.get(field).asText());
    }

    private double counted() {
        return meters.find("monitoring.limit.warnings").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
