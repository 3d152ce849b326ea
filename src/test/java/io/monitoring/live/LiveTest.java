package io.monitoring.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.analysis.anomaly.DetectorState;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.MetricsClient;
import io.monitoring.ingest.MetricsClient.Answer;
import io.monitoring.pipeline.SimulatedWorker;
import io.monitoring.platform.config.MovableClock;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.Part;
import io.monitoring.store.hours.SettledMinutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop of twenty services through an hour of simulated time and a fault in one of them, twice. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(SimulatedTimeProfile.class)
class LiveTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FAULTY = 5;
    private static final int UNTOUCHED = 19;

    /** What the whole class looks at: simulated once. */
    private static SimulatedShop shop;

    private static Instant firstFault;
    private static Duration untilFound;
    private static JsonNode firstAnalysis;
    private static JsonNode graphInTrouble;
    private static JsonNode secondAnalysis;

    @Inject
    SimulatedWorker worker;

    @Inject
    MovableClock clock;

    @Inject
    MeterRegistry meters;

    @Inject
    Watches watches;

    @Inject
    SettledMinutes minutes;

    @Inject
    DetectorStore detectors;

    @Inject
    AnomalyStore anomalies;

    @Inject
    DependencyStore dependencies;

    @Inject
    LimitWatch limits;

    @Inject
    LiveConfig config;

    @Inject
    DetectorKeeping keeping;

    @TestHTTPResource
    URI base;

    private MetricsClient api;

    @BeforeEach
    void letAnHourPass() throws InterruptedException {
        api = new MetricsClient(base);
        if (shop != null) {
            return;
        }
        worker.takeOver();
        clock.stopTheSystemClock();
        clock.advance(Duration.ofHours(12));
        clock.advanceToTheNextHour();
        clock.advance(Duration.ofSeconds(50));
        shop = new SimulatedShop(api, "shop");
        asUsualWithTheWorkerAway(50);
        asUsual(12);
        firstFault = clock.instant().minus(Duration.ofSeconds(30));
        trouble();
        untilFound = Duration.between(firstFault, clock.instant());
        while (anomaliesOf(shop.service(FAULTY)).isEmpty() && untilFound.compareTo(Duration.ofMinutes(10)) < 0) {
            trouble();
            untilFound = Duration.between(firstFault, clock.instant());
        }
        trouble();
        graphInTrouble = get("services/graph");
        firstAnalysis = analyse();
        asUsualWithTheWorkerAway(30);
        asUsual(15);
        trouble();
        trouble();
        secondAnalysis = analyse();
    }

    @Test
    void findsAFaultWithinTwoMinutesOfItsFirstPoint() {
        assertThat(untilFound).isLessThanOrEqualTo(Duration.ofMinutes(2));
        JsonNode found = anomaliesOf(shop.service(FAULTY)).getFirst();
        assertThat(found.get("metric_type").asText()).isEqualTo("latency_ms");
        assertThat(Instant.parse(found.get("timestamp").asText()))
                .isEqualTo(firstFault.truncatedTo(ChronoUnit.MINUTES));
        assertThat(found.get("direction").asText()).isEqualTo("up");
        assertThat(found.get("value").asDouble())
                .isGreaterThan(2 * found.get("expected_high").asDouble());
        assertThat(found.get("score").asDouble()).isBetween(0.5, 1.0);
        assertThat(found.get("description").asText()).contains("is above its usual");
    }

    @Test
    void anAnalysisNamesTheServiceFirst() {
        assertThat(firstAnalysis.at("/root_causes/0/service_name").asText()).isEqualTo(shop.service(FAULTY));
        assertThat(firstAnalysis.get("anomalies").findValuesAsText("service_name"))
                .contains(shop.service(FAULTY));
        assertThat(firstAnalysis.at("/recommendations/0/runbook").asText()).isEqualTo("high-latency");
        assertThat(firstAnalysis.get("degraded").asBoolean())
                .as(firstAnalysis.get("missing").toString())
                .isFalse();
    }

    @Test
    void anAnalysisNamesTheServiceAgainWhenTheFaultComesBack() {
        assertThat(secondAnalysis.at("/root_causes/0/service_name").asText()).isEqualTo(shop.service(FAULTY));
    }

    @Test
    void anAnalysisFindsTheOneOfTheFirstTimeAgainAndWhatWasConcludedThen() {
        JsonNode similar = secondAnalysis.at("/similar/0");
        assertThat(similar.path("id").asText())
                .isEqualTo(firstAnalysis.get("id").asText());
        assertThat(similar.get("similarity").asDouble()).isGreaterThan(0.7);
        assertThat(similar.get("summary").asText()).contains(shop.service(FAULTY));
        assertThat(similar.at("/root_causes/0").asText()).isEqualTo(shop.service(FAULTY));
        assertThat(similar.at("/recommended/0").asText())
                .isEqualTo(firstAnalysis.at("/recommendations/0/action").asText());
        assertThat(firstAnalysis.get("similar")).isEmpty();
    }

    @Test
    void recommendationsNameTheStepAndTheBreakersOfTheCallers() {
        assertThat(firstAnalysis.at("/recommendations/0/step").asText()).isNotEmpty();
        assertThat(firstAnalysis.get("recommendations").findValuesAsText("action"))
                .anySatisfy(action -> assertThat(action).contains("circuit breakers", shop.service((FAULTY - 1) / 2)));
    }

    @Test
    void theGraphShowsWhoCallsWhomAndWhereItHurts() {
        int calls = 0;
        for (int number = 0; number < SimulatedShop.SERVICES; number++) {
            calls += SimulatedShop.callees(number).size();
        }
        assertThat(graphInTrouble.get("edges")).hasSize(calls).allSatisfy(edge -> {
            assertThat(edge.get("origin")).hasSize(1);
            assertThat(edge.at("/origin/0").asText()).isEqualTo("labels");
        });
        assertThat(node(graphInTrouble, FAULTY).get("health").asText()).isEqualTo("degraded");
        assertThat(node(graphInTrouble, FAULTY).get("anomalies").asInt()).isPositive();
        assertThat(node(graphInTrouble, UNTOUCHED).get("health").asText()).isEqualTo("healthy");
    }

    @Test
    void whoeverTakesOverComesToTheSame() {
        String service = shop.service(FAULTY);
        double counted = counted();
        List<JsonNode> found = anomaliesOf(service);
        var taken = new Watches(config, new SimpleMeterRegistry());
        var other =
                new Watch(minutes, taken, detectors, anomalies, dependencies, limits, config, keeping, clock, meters);
        var part = new Part(service, Hour.of(clock.millis()));

        other.minutesSettled(part).await().atMost(PATIENCE);
        other.minutesSettled(part).await().atMost(PATIENCE);

        assertThat(detectors.load(service).await().atMost(PATIENCE).detectors()).isNotEmpty();
        assertThat(states(taken.of(service).detectors()))
                .isNotEmpty()
                .isEqualTo(states(watches.of(service).detectors()));
        assertThat(counted()).isEqualTo(counted).isPositive();
        assertThat(anomaliesOf(service)).isEqualTo(found);
    }

    @Test
    void pagesLeadThroughAllAnomaliesNewestFirst() {
        List<String> all = ids(get("anomalies?limit=1000&from=" + firstFault.minus(Duration.ofHours(2))));
        List<String> paged = new ArrayList<>();
        JsonNode page = get("anomalies?limit=2&from=" + firstFault.minus(Duration.ofHours(2)));
        paged.addAll(ids(page));
        while (!page.get("next_cursor").isNull()) {
            page = get("anomalies?limit=2&from=" + firstFault.minus(Duration.ofHours(2)) + "&cursor="
                    + page.get("next_cursor").asText());
            paged.addAll(ids(page));
        }

        assertThat(all).hasSizeGreaterThan(2).isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void refusesParametersThatAreWrong() {
        for (String query : List.of(
                "sevice=a",
                "service=%23",
                "limit=0",
                "limit=1001",
                "from=yesterday",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "cursor=x")) {
            Answer answer = api.get("anomalies?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().get("errors")).as(query).isNotEmpty();
        }
    }

    @Test
    void dependenciesAreDeclaredAndTakenBack() {
        assertThat(declare("till/1", "{\"calls\":[\"" + shop.service(0) + "\",\"bank\"]}")
                        .json()
                        .get("calls"))
                .hasToString("[\"bank\",\"" + shop.service(0) + "\"]");
        JsonNode graph = get("services/graph");
        assertThat(graph.get("edges"))
                .filteredOn(edge -> edge.get("from").asText().equals("till/1"))
                .hasSize(2)
                .allSatisfy(edge -> assertThat(edge.at("/origin/0").asText()).isEqualTo("declared"));
        assertThat(graph.get("nodes"))
                .filteredOn(one -> one.get("service_name").asText().equals("bank"))
                .allSatisfy(one -> assertThat(one.get("health").asText()).isEqualTo("unknown"))
                .hasSize(1);

        assertThat(declare("till/1", "{\"calls\":[]}").status()).isEqualTo(200);
        assertThat(get("services/graph").findValuesAsText("service_name")).doesNotContain("till/1", "bank");
    }

    @Test
    void refusesDependenciesThatAreNone() {
        for (String body : List.of(
                "",
                "{}",
                "[]",
                "{\"calls\":null}",
                "{\"calls\":[\"a#b\"]}",
                "{\"calls\":[null]}",
                "{\"calls\":[\"till\"]}")) {
            assertThat(declare("till", body).status()).as(body).isEqualTo(400);
        }
    }

    private Answer declare(String service, String body) {
        return api.send(
                "PUT",
                "services/" + service + "/dependencies",
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    private void asUsual(int minutesLong) {
        for (int minute = 0; minute < minutesLong; minute++) {
            shop.report(clock.millis() - 30_000);
            workAMinute();
        }
    }

    /** It has all of these minutes before it when it is back, which takes it less time than one after the other. */
    private void asUsualWithTheWorkerAway(int minutesLong) {
        for (int minute = 0; minute < minutesLong; minute++) {
            shop.report(clock.millis() - 30_000);
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private void trouble() {
        shop.report(clock.millis() - 30_000, FAULTY);
        workAMinute();
    }

    /** Marks go out and are worked on; then the minute settles. */
    private void workAMinute() {
        worker.tenSeconds();
        worker.quietly(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(20));
    }

    private JsonNode analyse() {
        Answer answer = api.send(
                "POST",
                "analysis",
                "{\"incident_mode\":true,\"severity\":\"P0\"}".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode get(String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Since the fault, oldest first. */
    private List<JsonNode> anomaliesOf(String service) {
        List<JsonNode> found = new ArrayList<>();
        get("anomalies?service=" + service + "&from=" + firstFault.minus(Duration.ofMinutes(1)))
                .get("anomalies")
                .forEach(found::addFirst);
        return found;
    }

    private static List<String> ids(JsonNode page) {
        return page.get("anomalies").findValuesAsText("id");
    }

    private static JsonNode node(JsonNode graph, int number) {
        for (JsonNode node : graph.get("nodes")) {
            if (node.get("service_name").asText().equals(shop.service(number))) {
                return node;
            }
        }
        throw new AssertionError(number + " is not in " + graph);
    }

    private double counted() {
        return meters.find("monitoring.anomalies").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static Map<SeriesKey, String> states(Map<SeriesKey, Detector> detectors) {
        Map<SeriesKey, String> states = new TreeMap<>();
        new HashMap<>(detectors)
                .forEach((series, detector) ->
                        states.put(series, HexFormat.of().formatHex(DetectorState.encode(detector))));
        return states;
    }
}
