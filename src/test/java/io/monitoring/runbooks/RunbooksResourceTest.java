package io.monitoring.runbooks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class RunbooksResourceTest {

    @Test
    void listsEveryRunbookOfTheFolder() throws IOException {
        String[] ids;
        try (Stream<Path> files = Files.list(Path.of("runbooks"))) {
            ids = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[a-z-]+\\.md"))
                    .map(name -> name.replace(".md", ""))
                    .toArray(String[]::new);
        }

        given().get("/runbooks")
                .then()
                .statusCode(200)
                .body("count", equalTo(ids.length))
                .body("runbooks.id", hasItems(ids))
                .body("runbooks[0].id", equalTo("system-outage"))
                .body("runbooks[0].sev", equalTo("SEV-1"))
                .body("runbooks[0].steps", hasItem("reset-breakers"));
    }

    @Test
    void fillsParametersIntoTheStepsCommands() {
        given().queryParam("ENVIRONMENT", "prod")
                .queryParam("API_URL", "https://metrics.example.com:8443")
                .get("/runbooks/system-outage")
                .then()
                .statusCode(200)
                .body("stages[1].heading", equalTo("2. Quick assessment"))
                .body("stages[1].steps[0].command", containsString("\"https://metrics.example.com:8443/health\""))
                .body("stages.steps.flatten().command", hasItem(containsString("ApplicationMetrics-prod")))
                .body("stages.steps.flatten().command", everyItem(not(containsString("$ENVIRONMENT"))))
                .body("stages.steps.flatten().find { it.name == 'reset-breakers' }.risk", equalTo("write"))
                .body("params.find { it.name == 'ENVIRONMENT' }.value", equalTo("prod"))
                .body("params.find { it.name == 'ENVIRONMENT' }.preset", equalTo("dev"));
    }

    @Test
    void servesTheSameAsMarkdown() {
        String text = given().accept("text/markdown")
                .queryParam("ENVIRONMENT", "prod")
                .get("/runbooks/database-issues")
                .then()
                .statusCode(200)
                .contentType("text/markdown")
                .extract()
                .asString();

        assertThat(text)
                .startsWith("---\nid: database-issues\n")
                .contains("ApplicationMetrics-prod")
                .contains("Bearer $ADMIN_TOKEN")
                .doesNotContain("$ENVIRONMENT");
    }

    @Test
    void refusesWhatCouldMeanSomethingToAShell() {
        for (String value : new String[] {"prod;id", "$(id)", "`id`", "prod id", "\"", "'", "-prod", "a&b", ""}) {
            given().queryParam("ENVIRONMENT", value)
                    .get("/runbooks/system-outage")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("ENVIRONMENT"));
        }
    }

    @Test
    void refusesParametersThatTheRunbookDoesNotHave() {
        given().queryParam("SERVICE", "checkout")
                .get("/runbooks/system-outage")
                .then()
                .statusCode(400)
                .body("type", containsString("unknown-parameter"))
                .body("errors[0].field", equalTo("SERVICE"));
        given().queryParam("ENVIRONMENT", "a", "b")
                .get("/runbooks/system-outage")
                .then()
                .statusCode(400);
        given().get("/runbooks/nothing").then().statusCode(404);
    }
}
