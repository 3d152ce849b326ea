package io.monitoring.metrics;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.monitoring.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class MetricsResourceTest {

    @Test
    void findsAPointInTheNextReadAfterItWasAcknowledged() {
        given().contentType(ContentType.JSON)
                .body("{\"service_name\": \"test\", \"metric_type\": \"health_check\", \"value\": 1}")
                .when()
                .post("/metrics")
                .then()
                .statusCode(201)
                .body("accepted", equalTo(1))
                .body("service_name", equalTo("test"))
                .body("timestamp", notNullValue());

        given().when()
                .get("/metrics?service=test")
                .then()
                .statusCode(200)
                .body("metrics", hasSize(1))
                .body("metrics[0].value", equalTo(1.0f))
                .body("next_cursor", nullValue());
    }
}
