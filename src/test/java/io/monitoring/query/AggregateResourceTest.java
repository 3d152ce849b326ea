package io.monitoring.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class AggregateResourceTest {

    private static final String QUERY = "/metrics/aggregate?service={service}&period=PT1H";
    private static int services;

    private final String service = "aggregate-" + ++services;

    @BeforeEach
    void reportOnTwoHosts() {
        long now = System.currentTimeMillis() / 3_600_000 * 3_600_000; // all in one hour
        String point =
                "{\"service_name\":\"%s\",\"metric_type\":\"cpu\",\"labels\":{\"host\":\"%s\"},\"value\":%d,\"timestamp\":%d}";
        String body = "[%s,%s,%s]"
                .formatted(
                        point.formatted(service, "a", 1, now),
                        point.formatted(service, "a", 3, now + 1),
                        point.formatted(service, "b", 8, now + 2));
        given().contentType(ContentType.JSON).body(body).post("/metrics").then().statusCode(201);
    }

    @Test
    void givesARowForEachSeriesAndPeriod() {
        given().get(QUERY, service)
                .then()
                .statusCode(200)
                .header("Monitoring-Read-Units", notNullValue())
                .body("count", equalTo(2))
                .body("aggregates[0].labels.host", equalTo("a"))
                .body("aggregates[0].count", equalTo(2))
                .body("aggregates[0].sum", equalTo(4.0f))
                .body("aggregates[0].avg", equalTo(2.0f))
                .body("aggregates[1].labels.host", equalTo("b"))
                .body("resolution", equalTo("PT1H"));
    }

    @Test
    void joinsAllSeriesOfAMetric() {
        given().get(QUERY + "&by=*&stats=count,max,p99", service)
                .then()
                .statusCode(200)
                .body("aggregates", hasSize(1))
                .body("aggregates[0].count", equalTo(3))
                .body("aggregates[0].max", equalTo(8.0f))
                .body("aggregates[0]", hasKey("p99"));
    }

    @Test
    void readsPointsForPeriodsUnderAMinute() {
        given().get("/metrics/aggregate?service={service}&period=1s&by=*", service)
                .then()
                .statusCode(200)
                .body("aggregates", hasSize(1))
                .body("resolution", equalTo(null));
    }

    @Test
    void namesTheParameterThatIsWrong() {
        given().get("/metrics/aggregate?service={service}&period=0s", service)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("period"));
        given().get("/metrics/aggregate?service={service}&stats=median", service)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("stats"));
        given().get("/metrics/aggregate").then().statusCode(400).body("errors[0].field", equalTo("service"));
    }
}
