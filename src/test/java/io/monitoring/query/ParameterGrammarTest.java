package io.monitoring.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.monitoring.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and periods are written alike wherever they stand. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class ParameterGrammarTest {

    private static int services;

    private final String service = "grammar-" + ++services;
    private final long second = System.currentTimeMillis() / 1000 - 600;

    /** One point in time, in each of its forms. */
    private static List<String> forms(long second) {
        return List.of(
                Instant.ofEpochSecond(second).toString(),
                Long.toString(second),
                BigDecimal.valueOf(second).setScale(3).toString(),
                Long.toString(second * 1000));
    }

    @BeforeEach
    void reportOnePointInEachForm() {
        int value = 0;
        for (String time : forms(second)) {
            String json = time.contains("T") ? "\"" + time + "\"" : time;
            given().contentType(ContentType.JSON)
                    .body(
                            "{\"service_name\":\"%s\",\"metric_type\":\"m\",\"labels\":{\"n\":\"%d\"},\"value\":1,\"timestamp\":%s}"
                                    .formatted(service, ++value, json))
                    .post("/metrics")
                    .then()
                    .statusCode(201);
        }
    }

    @Test
    void pointsAreReadByEachForm() {
        for (String time : forms(second)) {
            get("/metrics?service=" + service + "&from=" + time).body("count", equalTo(4));
            get("/metrics?service=" + service + "&to=" + time).body("count", equalTo(0));
        }
        for (String time : forms(second + 1)) {
            get("/metrics?service=" + service + "&from=" + time).body("count", equalTo(0));
            get("/metrics?service=" + service + "&to=" + time).body("count", equalTo(4));
        }
    }

    @Test
    void aggregatesAreOfTheWindowThatWasAskedFor() {
        List<String> ends = forms(second + 60);
        List<String> periods = List.of("30s", "PT30S");
        for (int i = 0; i < ends.size(); i++) {
            get("/metrics/aggregate?service=" + service + "&by=*&from="
                            + forms(second).get(i) + "&to=" + ends.get(i) + "&period=" + periods.get(i % 2))
                    .body("count", equalTo(1))
                    .body("aggregates[0].count", equalTo(4));
        }
        get("/metrics/aggregate?service=" + service + "&from=" + (second + 120)).body("count", equalTo(0));
    }

    @Test
    void anomaliesAreAskedForByEachForm() {
        for (String time : forms(second)) {
            get("/anomalies?from=" + time).body("count", equalTo(0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics?from=",
                "/metrics?to=",
                "/metrics/aggregate?service=s&from=",
                "/metrics/aggregate?service=s&to=",
                "/anomalies?from=",
                "/anomalies?to="
            })
    void whatIsNoTimeIsNamedWithAnExampleOfEachForm(String call) {
        String name = call.endsWith("from=") ? "from" : "to";
        for (String time : List.of("yesterday", "2026-01-31", "9999999999999999", "9".repeat(400), "1e9", "-", "5m")) {
            refused(given().get(call + time).then(), name)
                    .body("errors[0].detail", containsString("2026-01-31T10:00:00Z"))
                    .body("errors[0].detail", containsString("1769853600 "))
                    .body("errors[0].detail", containsString("1769853600000 "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P365000000D",
                "9999999999999999d",
                "9999999999d",
                "-5m",
                "0s",
                "PT0S",
                "PT-5M",
                "PT1.5S",
                "5",
                "5M",
                "P1Y",
                "99999999999999999999999999999999999999999s"
            })
    void whatIsNoPeriodIsNamedWithAnExampleOfEachForm(String period) {
        refused(given().get("/metrics/aggregate?service=s&period=" + period).then(), "period")
                .body("errors[0].detail", containsString("such as 90s, 5m, 2h, 1d or PT5M"));
    }

    @Test
    void theLongestPeriodsAndTheFurthestTimesAreAnswered() {
        String ever = "from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z";

        get("/metrics/aggregate?service=" + service + "&by=*&period=36500d").body("aggregates[0].count", equalTo(4));
        for (String period : List.of("36500d", "30d", "1h", "7s")) {
            get("/metrics/aggregate?service=" + service + "&by=*&" + ever + "&period=" + period)
                    .body("aggregates[0].count", equalTo(4));
        }
        get("/metrics?service=" + service + "&" + ever).body("count", equalTo(4));
        get("/metrics?" + ever);
        get("/anomalies?" + ever);
        for (String end : List.of("0000-01-01T00:00:00Z", "-1", "9999-12-31T23:59:59Z")) {
            get("/metrics/aggregate?service=" + service + "&period=36500d&to=" + end);
            get("/anomalies?to=" + end);
        }
    }

    @Test
    void anAnalysisTakesATimeRangeInEachForm() {
        for (int i = 0; i < 4; i++) {
            String range = forms(second - 600).get(i) + "/" + forms(second).get(3 - i);
            analysis("", "{\"analysis_type\":\"post_incident\",\"time_range\":\"" + range + "\"}")
                    .statusCode(200);
        }
        refused(analysis("", "{\"time_range\":\"yesterday/1769853600\"}"), "time_range")
                .body("errors[0].detail", containsString("1769853600000 "));
    }

    @Test
    void backtestsTakeTimesInEachForm() {
        String symptom = "{\"target\":{\"service\":\"a\",\"metric\":\"m\",\"at\":%s},\"series\":[]}";
        for (String time : forms(1_700_000_000L)) {
            String json = time.contains("T") ? "\"" + time + "\"" : time;
            var points = new StringBuilder("[[" + json + ",0]");
            for (int i = 1; i < 60; i++) {
                points.append(",[")
                        .append(1_700_000_000L + 60 * i)
                        .append(',')
                        .append(i)
                        .append(']');
            }
            analysis("/forecast", "{\"points\":" + points + "],\"horizon\":2}")
                    .statusCode(200)
                    .body("times[0]", equalTo(1_700_003_600));
            assertThat(analysis("/root-causes", symptom.formatted(json))
                            .extract()
                            .statusCode())
                    .isEqualTo(200);
        }
        refused(analysis("/forecast", "{\"points\":[[\"soon\",1]],\"horizon\":2}"), "points[0]");
        refused(analysis("/forecast", "{\"points\":[[1e300,1]],\"horizon\":2}"), "points[0]");
        refused(analysis("/root-causes", symptom.formatted("true")), "target.at");
    }

    private static ValidatableResponse get(String call) {
        return given().get(call).then().statusCode(200);
    }

    private static ValidatableResponse analysis(String call, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/analysis" + call)
                .then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, String field) {
        return answer.statusCode(400)
                .contentType("application/problem+json")
                .body("errors.size()", equalTo(1))
                .body("errors[0].field", equalTo(field));
    }
}
