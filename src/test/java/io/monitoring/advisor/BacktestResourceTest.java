package io.monitoring.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.MetricsClient;
import io.monitoring.ingest.MetricsClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(AnalysisProfile.class)
class BacktestResourceTest {

    private static final long BEGIN = 1_700_000_000;

    @TestHTTPResource
    URI base;

    private MetricsClient api;

    @BeforeEach
    void connect() {
        api = new MetricsClient(base);
    }

    @Test
    void scoresEveryPointAndFindsTheSpike() {
        String steady = points(600, i -> i == 500 ? 90 : 10 + i % 7);

        JsonNode answer = post(
                        "backtest",
                        "{\"series\":[{\"name\":\"a\",\"points\":" + steady + "},{\"name\":\"b\",\"points\":[]}]}")
                .json();

        JsonNode a = answer.at("/series/0");
        assertThat(a.get("name").asText()).isEqualTo("a");
        assertThat(a.get("scores")).hasSize(600).allSatisfy(score -> assertThat(score.asDouble())
                .isBetween(0.0, 1.0));
        assertThat(a.get("anomalies")).anySatisfy(anomaly -> {
            assertThat(anomaly.get("index").asInt()).isEqualTo(500);
            assertThat(anomaly.get("direction").asText()).isEqualTo("up");
        });
        assertThat(a.at("/scores/500").asDouble()).isGreaterThanOrEqualTo(0.5);
        assertThat(answer.at("/series/1/scores")).isEmpty();
    }

    @Test
    void ranksTheServiceThatBecameSlowByItself() {
        String calm = points(80, i -> 20 + i % 3);
        String slowDb = points(80, i -> (i >= 70 ? 80 : 20) + i % 3);
        String slowApi = points(80, i -> (i >= 70 ? 110 : 50) + i % 3);
        String body = """
                {"target":{"service":"api","metric":"latency","at":%d},
                 "dependencies":[{"from":"api","to":"db"},{"from":"api","to":"cache"}],
                 "series":[{"service":"api","metric":"latency","points":%s},
                           {"service":"db","metric":"latency","points":%s},
                           {"service":"cache","metric":"latency","points":%s}],
                 "baseline":[]}""".formatted(BEGIN + 60 * 72, slowApi, slowDb, calm);

        JsonNode answer = post("root-causes", body).json();

        assertThat(answer.get("significant").asBoolean()).isTrue();
        assertThat(answer.at("/root_causes/0/service").asText()).isEqualTo("db");
        assertThat(answer.at("/root_causes/0/evidence/0/words").asText()).contains("db latency rose");
    }

    @Test
    void ofWhatDidNotChangeItRanksNothing() {
        String calm = points(80, i -> 20 + i % 3);

        JsonNode answer = post("root-causes", """
                {"target":{"service":"api","metric":"latency","at":"2023-11-14T23:20:00Z"},
                 "series":[{"service":"api","metric":"latency","points":%s}]}""".formatted(calm)).json();

        assertThat(answer.get("significant").asBoolean()).isFalse();
        assertThat(answer.get("root_causes")).isEmpty();
    }

    @Test
    void forecastsWithIntervals() {
        JsonNode answer = post("forecast", "{\"points\":" + points(200, i -> 100 + i) + ",\"horizon\":10}")
                .json();

        assertThat(answer.get("mean")).hasSize(10);
        assertThat(answer.at("/mean/9").asDouble()).isBetween(295.0, 325.0);
        assertThat(answer.at("/times/0").asLong()).isEqualTo(BEGIN + 60 * 200);
        assertThat(answer.at("/intervals/1/level").asDouble()).isEqualTo(0.95);
        for (int i = 0; i < 10; i++) {
            assertThat(answer.at("/mean/" + i).asDouble())
                    .isBetween(
                            answer.at("/intervals/1/low/" + i).asDouble(),
                            answer.at("/intervals/1/high/" + i).asDouble());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backtest | {} | series",
                "backtest | {\"series\":[{\"points\":[]}]} | series[0].name",
                "backtest | {\"series\":[{\"name\":\"a\",\"points\":[[1,2],[3]]}]} | series[0].points[1]",
                "backtest | {\"series\":[{\"name\":\"a\",\"points\":[[-1,2]]}]} | series[0].points[0]",
                "backtest | {\"series\":[{\"name\":\"a\",\"points\":[[1,\"2\"]]}]} | series[0].points[0]",
                "root-causes | {\"series\":[]} | target",
                "root-causes | {\"target\":{\"service\":\"a\",\"metric\":\"latency\"},\"series\":[]} | target.at",
                "root-causes | {\"target\":{\"service\":\"a\",\"metric\":\"m\",\"at\":1},\"dependencies\":[{\"from\":1}],\"series\":[]} | dependencies[0].from",
                "forecast | {\"points\":[[1,2]],\"horizon\":5} | points",
                "forecast | {\"points\":[[1,2],[2,3]]} | horizon",
                "forecast | {\"points\":[[1,2],[2,3]],\"horizon\":0} | horizon"
            })
    void namesTheFieldThatIsWrong(String call, String body, String field) {
        Answer answer = post(call, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void moreThanTwoHundredThousandPointsAreTooMany() {
        String many = IntStream.rangeClosed(0, 200_000)
                .mapToObj(i -> "[" + i + ",1]")
                .collect(Collectors.joining(",", "{\"series\":[{\"name\":\"a\",\"points\":[", "]}]}"));

        assertThat(post("backtest", many).status()).isEqualTo(413);
    }

    private Answer post(String call, String body) {
        return api.send(
                "POST", "analysis/" + call, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    private static String points(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "[" + (BEGIN + 60L * i) + "," + value.applyAsDouble(i) + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
