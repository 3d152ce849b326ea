package io.monitoring.platform.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.monitoring.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiKeyProfile.class)
@QuarkusTestResource(DevStackResource.class)
class ApiKeysTest {

    private static final String POINT = "{\"service_name\": \"%s\", \"metric_type\": \"m\", \"value\": 1}";

    @ParameterizedTest
    @ValueSource(
            strings = {"/metrics", "/metrics/aggregate?service=payments-api", "/services", "/services/payments-api"})
    void withoutAKeyNothingIsRead(String path) {
        problem(given().get(path).then(), 401, "unauthenticated").header("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Bearer",
                "Basic YTpi",
                "everything-secret",
                "Bearer everything-secret2"
            })
    void withoutAKnownKeyNothingIsWritten(String authorization) {
        RequestSpecification request = authorization == null ? given() : given().header("Authorization", authorization);

        problem(post(request, POINT.formatted("payments-api")), 401, "unauthenticated")
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void theHashOfAKeyIsNoKey() {
        String hash = TestAuth.sha256("everything-secret");

        problem(
                given().header("Authorization", "Bearer " + hash)
                        .get("/services")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void aKeyWithoutTheScopeIsForbiddenAndTheScopeNamed() {
        problem(post(key("payments-reader"), POINT.formatted("payments-api")), 403, "forbidden")
                .body("detail", containsString("write"));
        problem(key("payments-writer").get("/metrics?service=payments-api").then(), 403, "forbidden")
                .body("detail", containsString("read"));
    }

    @Test
    void aKeyOfAnotherServiceIsForbiddenAndTheServiceNamed() {
        problem(post(key("payments-writer"), POINT.formatted("orders")), 403, "forbidden")
                .body("detail", containsString("orders"))
                .body("errors[0].field", equalTo("service_name"));
        problem(key("payments-reader").get("/metrics?service=orders").then(), 403, "forbidden")
                .body("detail", containsString("orders"));
        problem(key("payments-reader").get("/metrics/aggregate?service=orders").then(), 403, "forbidden");
        problem(key("payments-reader").get("/services/orders").then(), 403, "forbidden");
    }

    @Test
    void ofABatchOnlyThePointsOfItsOwnServicesAreStored() {
        String batch = "[" + POINT.formatted("payments-batch") + "," + POINT.formatted("orders-batch") + ","
                + POINT.formatted("payments-batch") + ",{\"service_name\": \"payments-batch\"}]";

        post(key("payments-writer"), batch)
                .statusCode(207)
                .body("accepted", equalTo(2))
                .body("rejected.index", contains(1, 3))
                .body("rejected.code", contains("forbidden", "invalid"))
                .body("rejected[0].field", equalTo("service_name"));

        key("everything").get("/metrics?service=payments-batch").then().body("count", equalTo(2));
        key("everything").get("/metrics?service=orders-batch").then().body("count", equalTo(0));
    }

    @Test
    void aRepeatedKeyOfIdempotencyDoesNotCarryAnothersPoints() {
        String batch = "[" + POINT.formatted("orders-once") + "]";
        post(key("orders").header("Idempotency-Key", "once"), batch).statusCode(201);

        problem(post(key("payments-writer").header("Idempotency-Key", "once"), batch), 403, "forbidden");
    }

    @Test
    void readingAllServicesIsForKeysOfAllServices() {
        problem(key("payments-reader").get("/metrics").then(), 403, "forbidden")
                .body("detail", containsString("service"));
        key("everything").get("/metrics").then().statusCode(200);
        given().header("Authorization", "Bearer " + ApiKeyProfile.ADMIN)
                .get("/metrics")
                .then()
                .statusCode(200);
    }

    @Test
    void theListOfServicesHasThoseOfTheKey() {
        post(key("everything"), POINT.formatted("orders-listed")).statusCode(201);
        post(key("everything"), POINT.formatted("payments-listed")).statusCode(201);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> key("everything")
                .get("/services")
                .then()
                .body("services.service_name", hasItems("orders-listed", "payments-listed")));
        key("orders")
                .get("/services")
                .then()
                .statusCode(200)
                .body("services.service_name", hasItem("orders-listed"))
                .body("services.service_name", not(hasItem("payments-listed")));
    }

    @Test
    void oldAndNewKeyAreValidAtOnceWhileTheyAreRotated() {
        key("payments-reader").get("/metrics?service=payments-api").then().statusCode(200);
        key("payments-reader-new").get("/metrics?service=payments-api").then().statusCode(200);
    }

    @Test
    void anAdminMayWriteAndReadEverything() {
        RequestSpecification admin = given().header("Authorization", "Bearer " + ApiKeyProfile.ADMIN);

        post(admin, POINT.formatted("orders")).statusCode(201);
    }

    @Test
    void aKnownKeyIsNoAdmins() {
        problem(key("everything").get("/admin/circuit-breakers").then(), 403, "forbidden")
                .body("detail", containsString("not an admin"));
        problem(
                given().header("Authorization", "Bearer wrong")
                        .get("/admin/circuit-breakers")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void theStateOfTheServiceNeedsNoKey() {
        assertThat(given().get("/health").statusCode()).isIn(200, 503);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void theRunbooksNeedNoKey() {
        given().get("/runbooks").then().statusCode(200);
        given().header("Authorization", "Bearer wrong").get("/runbooks").then().statusCode(200);
    }

    @Test
    void aResourceThatDoesNotSayWhatItNeedsIsForNobody() {
        problem(key("everything").get("/test-problems/limits").then(), 403, "forbidden");
    }

    private static RequestSpecification key(String name) {
        return given().header("Authorization", ApiKeyProfile.bearer(name));
    }

    private static ValidatableResponse post(RequestSpecification request, String body) {
        return request.contentType(ContentType.JSON).body(body).post("/metrics").then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:monitoring:problem:" + code));
    }
}
