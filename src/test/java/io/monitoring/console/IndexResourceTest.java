package io.monitoring.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageProfile.class)
class IndexResourceTest {

    private static final String OF_THE_TESTS = "/test-";

    @Test
    void saysWhatThisIsAndWhereToGo() {
        given().redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("name", equalTo("monitoring-api"))
                .body("version", not(emptyOrNullString()))
                .body("description", not(emptyOrNullString()))
                .body("authentication.required", equalTo(false))
                .body("links.href", hasItem("/metrics"));
    }

    @Test
    void answersHead() {
        given().head("/").then().statusCode(200).contentType("application/json");
    }

    @Test
    void refusesParametersAndOtherMethods() {
        given().get("/?service=a").then().statusCode(400).body("errors[0].field", equalTo("service"));
        given().post("/").then().statusCode(405);
    }

    @Test
    void everyLinkIsACallOfTheDocumentOrAnswers() {
        Map<String, Map<String, Object>> calls = openApi();
        for (Map<String, String> link : links()) {
            String href = link.get("href");
            if (href.startsWith("/q/")) {
                assertThat(given().get(href).statusCode()).as(href).isEqualTo(200);
            } else {
                assertThat(calls).containsKey(href);
                assertThat(calls.get(href)).containsKey(link.get("method").toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void everyFeatureHasALink() {
        Set<String> linked =
                links().stream().map(link -> firstSegment(link.get("href"))).collect(Collectors.toSet());

        assertThat(openApi().keySet())
                .hasSizeGreaterThan(10)
                .filteredOn(path -> !path.equals("/") && !path.startsWith(OF_THE_TESTS))
                .allSatisfy(path -> assertThat(linked).contains(firstSegment(path)));
    }

    private static List<Map<String, String>> links() {
        return given().get("/").jsonPath().getList("links");
    }

    /** As {@code /q/openapi} has it: path, then method, then the call. */
    private static Map<String, Map<String, Object>> openApi() {
        JsonPath document =
                given().queryParam("format", "json").get("/q/openapi").jsonPath();
        return document.getMap("paths");
    }

    private static String firstSegment(String path) {
        return path.split("/", 3)[1];
    }
}
