package io.monitoring.platform.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.platform.auth.ApiKeyProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(ApiKeyProfile.class)
class RateLimitTest {

    @Test
    void aKeyThatSendsTooFastIs429AndOthersAreNot() {
        for (int i = 0; i < ApiKeyProfile.BURST; i++) {
            assertThat(status("too-fast")).isEqualTo(400);
        }

        given().header("Authorization", ApiKeyProfile.bearer("too-fast"))
                .get("/metrics?limit=0")
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("9\\d\\d|1000"))
                .contentType("application/problem+json")
                .body("type", equalTo("urn:monitoring:problem:too-many-requests"));
        assertThat(status("everything")).isEqualTo(400);
        given().get("/health").then().header("Retry-After", equalTo(null));
        given().get("/q/metrics").then().body(containsString("monitoring_shed_total{reason=\"rate\"} 1.0"));
    }

    private static int status(String key) {
        return given().header("Authorization", ApiKeyProfile.bearer(key))
                .get("/metrics?limit=0")
                .statusCode();
    }
}
