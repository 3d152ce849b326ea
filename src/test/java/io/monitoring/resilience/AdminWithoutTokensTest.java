package io.monitoring.resilience;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** In the default test profile no admin token is configured. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class AdminWithoutTokensTest {

    @Test
    void nobodyIsLetInWhereNoTokenIsConfigured() {
        given().get("/admin/circuit-breakers").then().statusCode(403);
        given().header("Authorization", "Bearer anything")
                .post("/admin/circuit-breaker/reset")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:monitoring:problem:forbidden"));
    }
}
