package io.monitoring.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;

import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageProfile.class)
class PlatformRoutesTest {

    @Test
    void theDocumentNamesItselfTheLicenceAndPropertiesAsTheyAreSent() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("monitoring-api"))
                .body("info.license.name", equalTo("Apache-2.0"))
                .body("paths.keySet()", hasItems("/health", "/admin/circuit-breakers"))
                .body("paths.'/admin/circuit-breakers'.get.security[0]", hasKey("admin"))
                .body("paths.'/health'.get.security", equalTo(null))
                .body("components.securitySchemes.admin.scheme", equalTo("bearer"))
                .body("components.schemas.HealthDocument.properties", hasKey("circuit_breakers"));
    }

    @Test
    void swaggerUiIsThere() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void theMetricsHaveTheStateOfEveryBreaker() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("monitoring_circuit_breaker_state{name=\"dynamodb-read\"}"),
                        containsString("monitoring_circuit_breaker_state{name=\"dynamodb-write\"}"),
                        containsString("monitoring_circuit_breaker_state{name=\"sqs\"}")));
    }
}
