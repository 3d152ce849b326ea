package io.monitoring.platform.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.platform.aws.SqsGateway;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.edge.Logs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens over HTTP. What a token has to be in itself is {@code AccessTokensTest}'s. */
@QuarkusTest
@TestProfile(OidcProfile.class)
@QuarkusTestResource(DevStackResource.class)
class OidcTest {

    private static final String POINT = "{\"service_name\": \"%s\", \"metric_type\": \"m\", \"value\": 1}";
    private static final String BREAKERS = "/admin/circuit-breakers";
    private static final SigningKey KEY = SigningKey.of("k1", "RS256");
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final String DEPLOYER = "oidc:deployer";

    @Inject
    SqsGateway sqs;

    @Inject
    Environment environment;

    private final ProviderStandIn provider = ProviderStandIn.INSTANCE;

    @BeforeEach
    void tellTheKey() {
        provider.tells(KEY);
    }

    @AfterEach
    void endHolds() {
        with(ApiKeyProfile.ADMIN).post("/admin/circuit-breaker/reset").then().statusCode(200);
    }

    @Test
    void aTokenWritesAndReadsWhatItsScopesAndServicesSay() {
        var token = bearer(KEY, "monitoring:write monitoring:read", "payments-*");

        post(token, POINT.formatted("payments-oidc")).statusCode(201);
        token.get("/metrics?service=payments-oidc").then().statusCode(200).body("count", greaterThan(0));
    }

    @Test
    void aTokenWithoutTheScopeIsForbiddenAndTheScopeNamed() {
        var reader = bearer(KEY, "monitoring:read", "*");

        problem(post(reader, POINT.formatted("payments-api")), 403, "forbidden")
                .body("detail", containsString("write"));
        problem(bearer(KEY, "openid", "*").get("/services").then(), 403, "forbidden");
    }

    @Test
    void aTokenOfAnotherServiceIsForbiddenAndTheServiceNamed() {
        var token = bearer(KEY, "monitoring:write monitoring:read", "payments-*");

        problem(post(token, POINT.formatted("orders")), 403, "forbidden").body("detail", containsString("orders"));
        problem(token.get("/metrics?service=orders").then(), 403, "forbidden");
        problem(token.get("/metrics").then(), 403, "forbidden");
        post(
                        bearer(KEY, "monitoring:write", "payments-*"),
                        "[" + POINT.formatted("payments-a") + "," + POINT.formatted("orders") + "]")
                .statusCode(207)
                .body("rejected.code", contains("forbidden"));
    }

    @Test
    void whatIsNoGoodTokenIs401WithAProblemDocument() {
        Map<String, Object> expired = claims("monitoring:read", "*");
        expired.put("exp", TestTokens.inSeconds(-3600));

        problem(given().get("/services").then(), 401, "unauthenticated").header("WWW-Authenticate", "Bearer");
        problem(with(KEY.sign(expired)).get("/services").then(), 401, "unauthenticated")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .body("detail", containsString("expired"));
        problem(post(with("a.b.c"), POINT.formatted("orders")), 401, "unauthenticated");
        problem(
                        post(bearer(SigningKey.of("k1", "RS256"), "monitoring:write", "*"), POINT.formatted("orders")),
                        401,
                        "unauthenticated")
                .body("detail", containsString("signature"));
    }

    @Test
    void keysAndAdminTokensAreTakenBesideTokens() {
        given().header("Authorization", ApiKeyProfile.bearer("everything"))
                .get("/services")
                .then()
                .statusCode(200);
        with(ApiKeyProfile.ADMIN).get(BREAKERS).then().statusCode(200);
        problem(
                given().header("Authorization", ApiKeyProfile.bearer("everything"))
                        .get(BREAKERS)
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void onlyAnAdminsTokenIsAnAdmins() {
        try (var logs = new Logs("audit")) {
            bearer(KEY, "monitoring:admin", "none").get(BREAKERS).then().statusCode(200);

            await().atMost(LONG).untilAsserted(() -> assertThat(logs.lines())
                    .anyMatch(line -> line.startsWith("who=oidc:deployer what=\"GET " + BREAKERS)));
        }
        problem(
                        bearer(KEY, "monitoring:write monitoring:read", "*")
                                .get(BREAKERS)
                                .then(),
                        403,
                        "forbidden")
                .body("detail", containsString("not an admin"));
        problem(given().get(BREAKERS).then(), 401, "unauthenticated");
        problem(with("a.b.c").get(BREAKERS).then(), 401, "unauthenticated");
    }

    @Test
    void anAdminOfTheProviderMayHaveWhatAnAnalysisFoundApplied() {
        for (int i = 0; i < 5; i++) { // opened again soon after it was closed: a reason to wait longer
            hold(admin()).statusCode(200);
            admin().post("/admin/circuit-breaker/reset?name=sqs").then().statusCode(200);
        }

        String before = admin().get("/admin/applied").path("value");
        problem(autoApply(bearer(KEY, "monitoring:write monitoring:read", "*")), 403, "forbidden")
                .body("detail", containsString("only an admin"));
        problem(autoApply(given()), 401, "unauthenticated");
        admin().get("/admin/applied").then().body("value", equalTo(before));
        try (var logs = new Logs("audit")) {
            autoApply(admin())
                    .statusCode(200)
                    .body("applied[0].outcome", equalTo("applied"))
                    .body("applied[0].by", equalTo(DEPLOYER));

            assertThat(logs.lines()).anyMatch(line -> line.startsWith("who=" + DEPLOYER + " what=\"apply monitoring."));
        }
        admin().get("/admin/applied").then().body("changed_by", equalTo(DEPLOYER));
        autoApply(with(ApiKeyProfile.ADMIN)).statusCode(200);
        admin().post("/admin/applied/undo").then().statusCode(200).body("changed_by", equalTo(DEPLOYER));
    }

    @Test
    void whatIsDoneByHandHasTheNameOfItsCaller() {
        hold(admin()).statusCode(200).body("manual.by", equalTo(DEPLOYER));
        admin().get(BREAKERS).then().body("circuit_breakers.sqs.manual.by", equalTo(DEPLOYER));
        given().get("/health").then().body("circuit_breakers.sqs.manual.by", nullValue());
        admin().post("/admin/circuit-breaker/reset?name=sqs")
                .then()
                .statusCode(200)
                .body("by", equalTo(DEPLOYER));
        admin().get(BREAKERS + "/history?name=sqs&limit=2")
                .then()
                .body("transitions[0].reason", equalTo("reset by " + DEPLOYER))
                .body("transitions[1].reason", startsWith("held open by " + DEPLOYER + " until"));
    }

    @Test
    void deadLettersAreRedrivenInTheNameOfTheCaller() {
        String body = "{\"not\":\"of ours\"}";
        String name = environment.deadLetterQueueName();
        sqs.call(client -> client.getQueueUrl(request -> request.queueName(name)))
                .chain(queue -> sqs.call(client -> client.sendMessage(
                        request -> request.queueUrl(queue.queueUrl()).messageBody(body))))
                .await()
                .atMost(LONG);

        try (var logs = new Logs("io.monitoring.pipeline.DeadLetters")) {
            admin().post("/admin/dead-letters/redrive")
                    .then()
                    .statusCode(200)
                    .body("redriven", greaterThan(0))
                    .body("by", equalTo(DEPLOYER));

            assertThat(logs.lines()).anyMatch(line -> line.contains(" by " + DEPLOYER));
        }
    }

    @Test
    void aPostWaitsForTheKeyThatItsTokenIsTheFirstToName() {
        SigningKey next = SigningKey.of("next-to-write", "ES256");
        provider.tells(KEY, next);

        await().atMost(LONG).untilAsserted(() -> post(
                        bearer(next, "monitoring:write", "*"),
                        "[" + POINT.formatted("x".repeat(100)) + (",\n" + POINT.formatted("orders")).repeat(5_000)
                                + "]")
                .statusCode(201)
                .body("accepted", equalTo(5_001)));
    }

    @Test
    void theServiceDoesNotGoDownWithItsProvider() {
        SigningKey next = SigningKey.of("next-in-outage", "RS256");
        await().atMost(LONG).until(() -> reads(KEY) == 200);
        await().until(() -> given().get("/q/health/ready").statusCode() == 200);
        provider.goesAway();
        try {
            assertThat(reads(KEY)).isEqualTo(200);
            // Where the provider has just been asked, nobody can know yet that it is away.
            await().atMost(LONG).untilAsserted(() -> problem(read(next), 503, "unavailable")
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .body("detail", containsString("identity provider")));
            assertThat(reads(KEY)).isEqualTo(200);
            given().header("Authorization", ApiKeyProfile.bearer("everything"))
                    .get("/services")
                    .then()
                    .statusCode(200);
            assertThat(given().get("/health").statusCode()).isIn(200, 503);
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            provider.comesBack();
        }

        provider.tells(KEY, next);
        await().atMost(LONG).until(() -> reads(next) == 200);
    }

    @Test
    void theStateOfTheServiceNeedsNoToken() {
        assertThat(given().get("/health").statusCode()).isIn(200, 503);
        assertThat(with("a.b.c").get("/health").statusCode()).isIn(200, 503);
        with("a.b.c").get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    private static RequestSpecification admin() {
        return bearer(KEY, "monitoring:admin", "none");
    }

    private static ValidatableResponse hold(RequestSpecification caller) {
        return caller.post("/admin/circuit-breaker/open?name=sqs&reason=test").then();
    }

    private static ValidatableResponse autoApply(RequestSpecification caller) {
        return caller.contentType(ContentType.JSON)
                .body("{\"analysis_type\":\"performance_optimization\",\"auto_apply\":true}")
                .post("/analysis")
                .then();
    }

    private static int reads(SigningKey key) {
        return read(key).extract().statusCode();
    }

    private static ValidatableResponse read(SigningKey key) {
        return bearer(key, "monitoring:read", "*").get("/services").then();
    }

    private static RequestSpecification bearer(SigningKey key, String scope, String services) {
        return with(key.sign(claims(scope, services)));
    }

    private static Map<String, Object> claims(String scope, String services) {
        return TestTokens.claims(ProviderStandIn.INSTANCE.issuer(), scope, List.of(services));
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
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
