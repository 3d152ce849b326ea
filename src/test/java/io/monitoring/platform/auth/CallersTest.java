package io.monitoring.platform.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.monitoring.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On every route that the application describes, and on the platform's own, one and the same caller. */
@QuarkusTest
@TestProfile(OidcProfile.class)
@QuarkusTestResource(DevStackResource.class)
class CallersTest {

    private static final SigningKey KEY = SigningKey.of("callers", "ES256");
    private static final List<String> OPEN = List.of(
            "GET /", "GET /health", "GET /runbooks", "GET /runbooks/any", "GET /q/metrics", "GET /q/health/live");

    @Inject
    SeenCallers seen;

    record Seen(int status, Caller caller) {}

    @BeforeEach
    void tellTheKey() {
        ProviderStandIn.INSTANCE.tells(KEY);
        // From here on the key is known, and no route waits for the provider. Refused, so nothing else is waited for.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> as(token()).get("/admin/circuit-breakers").statusCode() == 403);
    }

    @Test
    void everyRouteKnowsAnAdminsTokenAnApiKeyAndAnAccessToken() {
        List<String> routes = routes();

        assertThat(routes).hasSizeGreaterThan(20).containsAll(OPEN);
        assertThat(routes).allSatisfy(route -> {
            assertThat(call(route, as(ApiKeyProfile.ADMIN)).caller())
                    .isEqualTo(Caller.admin(
                            ProvedBy.ADMIN_TOKEN,
                            TestAuth.sha256(ApiKeyProfile.ADMIN).substring(0, 8)));
            Caller key = call(route, as("everything-secret")).caller();
            assertThat(key.name()).isEqualTo("key:everything");
            assertThat(key.provedBy()).isEqualTo(ProvedBy.API_KEY);
            assertThat(key.isAdmin()).isFalse();
            Caller bearer = call(route, as(token())).caller();
            assertThat(bearer.name()).isEqualTo("oidc:deployer");
            assertThat(bearer.provedBy()).isEqualTo(ProvedBy.ACCESS_TOKEN);
        });
    }

    @Test
    void aStrangerIsOneOnWhatIsOpenAndGetsNoFurtherElsewhere() {
        assertThat(routes()).allSatisfy(route -> {
            Seen nobody = call(route, given());
            Seen unknown = call(route, as("a.b.c"));
            if (isOpen(route)) {
                assertThat(nobody.caller().name()).isEqualTo("nobody");
                assertThat(unknown.caller().name()).isEqualTo("unknown");
                assertThat(List.of(nobody, unknown)).allSatisfy(stranger -> {
                    assertThat(stranger.status()).isNotIn(401, 403);
                    assertThat(stranger.caller().scopes()).isEmpty();
                    assertThat(stranger.caller().covers("any")).isFalse();
                    assertThat(stranger.caller().isKnown()).isFalse();
                });
            } else {
                assertThat(nobody).isEqualTo(new Seen(401, null));
                assertThat(unknown).isEqualTo(new Seen(401, null));
            }
        });
    }

    private static boolean isOpen(String route) {
        return OPEN.contains(route) || route.contains("/q/");
    }

    private Seen call(String route, RequestSpecification as) {
        String id = UUID.randomUUID().toString();
        String[] parts = route.split(" ", 2);
        int status = as.header(SeenCallers.HEADER, id)
                .redirects()
                .follow(false)
                .request(parts[0], parts[1])
                .statusCode();
        return new Seen(status, seen.of(id).orElse(null));
    }

    /** As {@code GET /path}. */
    private static List<String> routes() {
        Map<String, Map<String, Object>> paths =
                given().get("/q/openapi?format=json").then().extract().path("paths");
        List<String> routes = new ArrayList<>(List.of("GET /q/health/live", "GET /q/metrics", "GET /q/openapi"));
        paths.forEach((path, calls) -> calls.keySet().stream()
                .filter(List.of("get", "put", "post", "delete", "patch")::contains)
                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "any"))
                .forEach(routes::add));
        return routes;
    }

    private static String token() {
        return KEY.sign(
                TestTokens.claims(ProviderStandIn.INSTANCE.issuer(), "monitoring:read monitoring:write", List.of("*")));
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
