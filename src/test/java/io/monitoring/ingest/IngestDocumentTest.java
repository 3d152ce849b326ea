package io.monitoring.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.monitoring.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class IngestDocumentTest {

    @Test
    void tellsTheLimitsOfABody() {
        String body = "paths.'/metrics'.post.requestBody";
        String point = body + ".content.'application/x-ndjson'.schema";

        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(body + ".description", containsString("5242880 bytes"))
                .body(body + ".description", containsString("10000 points"))
                .body(point + ".properties.service_name.maxLength", equalTo(128))
                .body(point + ".properties.labels.maxProperties", equalTo(20))
                .body(point + ".properties.labels.additionalProperties.maxLength", equalTo(256))
                .body(point + ".properties.metadata.description", containsString("4096 bytes"));
    }
}
