package io.monitoring.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.platform.auth.AuthConfig.Mode;
import io.monitoring.platform.auth.TestAuth.TestKey;
import io.monitoring.platform.start.StartCheck.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartChecksTest {

    private static final AdminConfig NO_ADMINS = Optional::empty;
    private static final TestAuth OPEN = new TestAuth(Mode.NONE, false, Map.of());

    @Test
    void aPackageWithoutKeysDoesNotStartUnlessThatIsMeant() {
        assertThat(check(OPEN).findings(true)).extracting(Finding::property).containsExactly("monitoring.auth.mode");

        assertThat(check(new TestAuth(Mode.NONE, true, Map.of())).findings(true))
                .isEmpty();
        assertThat(check(OPEN).findings(false)).isEmpty();
    }

    @Test
    void keysThatNobodyIsAskedForAreAMistake() {
        var keys = new TestAuth(Mode.NONE, true, Map.of("a", TestAuth.key("a")));

        assertThat(check(keys).findings(true)).extracting(Finding::property).containsExactly("monitoring.auth.mode");
    }

    @Test
    void keysAreNeededWhereTheyAreRequired() {
        assertThat(check(new TestAuth(Mode.API_KEY, false, Map.of())).findings(false))
                .extracting(Finding::property)
                .containsExactly("monitoring.auth.keys");
    }

    @Test
    void everythingThatIsWrongWithKeysIsNamedAtOnceAndNoneOfItRepeated() {
        var keys = Map.<String, AuthConfig.Key>of(
                "a", TestAuth.key("the same"),
                "b", TestAuth.key("the same"),
                "c", new TestKey("a-secret-not-a-hash", Set.of(), List.of(" ")),
                "d", TestAuth.key("an admin's"));
        AdminConfig admins = () -> Optional.of(List.of(TestAuth.sha256("an admin's")));

        var findings = new ApiKeyCheck(new TestAuth(Mode.API_KEY, false, keys), admins).findings(true);

        assertThat(findings)
                .extracting(Finding::property)
                .containsExactly(
                        "monitoring.auth.keys.\"b\".sha256",
                        "monitoring.auth.keys.\"c\".sha256",
                        "monitoring.auth.keys.\"c\".scopes",
                        "monitoring.auth.keys.\"c\".services",
                        "monitoring.auth.keys.\"d\".sha256");
        assertThat(findings.toString()).doesNotContain("a-secret-not-a-hash");
    }

    @Test
    void theTokenOfDevModeIsForDevMode() {
        AdminConfig admins = () -> Optional.of(List.of(TestAuth.sha256("dev-admin-token")));

        assertThat(new AdminTokenCheck(admins).findings(true))
                .extracting(Finding::property)
                .containsExactly("monitoring.admin.token-sha256");
        assertThat(new AdminTokenCheck(admins).findings(false)).isEmpty();
    }

    @Test
    void anAdminsTokenMayHaveANameAndIsOfOnePersonOnly() {
        String hash = TestAuth.sha256("a");
        AdminConfig named = () -> Optional.of(List.of("maria:" + hash, TestAuth.sha256("b")));
        AdminConfig twice = () -> Optional.of(List.of("maria:" + hash, "peter:" + hash));

        assertThat(new AdminTokenCheck(named).findings(true)).isEmpty();
        assertThat(new AdminTokenCheck(twice).findings(true))
                .extracting(Finding::property)
                .containsExactly("monitoring.admin.token-sha256");
    }

    @Test
    void noKeyIsAnAdmins() {
        var key = new TestAuth.TestKey(TestAuth.sha256("a"), Set.of(Scope.READ, Scope.ADMIN), List.of("*"));

        assertThat(check(new TestAuth(Mode.API_KEY, false, Map.of("a", key))).findings(true))
                .extracting(Finding::property)
                .containsExactly("monitoring.auth.keys.\"a\".scopes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "11507a",
                "maria:secret",
                "two words:11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437",
                "zz507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"
            })
    void aMalformedHashStopsTheStartAndIsNotRepeated(String hash) {
        AdminConfig admins = () -> Optional.of(List.of(hash, ""));

        var findings = new AdminTokenCheck(admins).findings(false);

        assertThat(findings).extracting(Finding::property).containsExactly("monitoring.admin.token-sha256");
        assertThat(findings.toString()).doesNotContain(hash);
    }

    @Test
    void withoutIssuerAndAudienceNoTokenCanBeJudged() {
        assertThat(oidc(Map.of(), false))
                .containsExactly("monitoring.auth.oidc.issuer", "monitoring.auth.oidc.audience");
        assertThat(oidc(Map.of("issuer", "https://id.example.org", "audience", "monitoring-api"), true))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://id.example.org", "HTTP://id.example.org", "id.example.org", "urn:issuer", "ftp://a/b"})
    void anIssuerThatIsNotHttpsStopsAPackage(String issuer) {
        assertThat(oidc(Map.of("issuer", issuer, "audience", "monitoring-api"), true))
                .containsExactly("monitoring.auth.oidc.issuer");
    }

    @Test
    void aDevelopersProviderMayBePlainHttp() {
        assertThat(oidc(Map.of("issuer", "http://localhost:8180/realms/a", "audience", "monitoring-api"), false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read-scope", "write-scope"})
    void whoeverReadsOrWritesIsNoAdmin(String scope) {
        assertThat(oidc(Map.of("issuer", "https://a", "audience", "a", "admin-scope", "ops", scope, "ops"), false))
                .containsExactly("monitoring.auth.oidc.admin-scope");
    }

    @Test
    void anIssuerThatNobodyIsAskedATokenOfIsAMistake() {
        var check = new OidcCheck(
                new TestAuth(Mode.NONE, true, Map.of()), TestTokens.config(Map.of("issuer", "https://id.example.org")));

        assertThat(check.findings(true)).extracting(Finding::property).containsExactly("monitoring.auth.mode");
        assertThat(check.findings(false)).isEmpty();
    }

    @Test
    void oidcNeedsNoKeys() {
        assertThat(check(new TestAuth(Mode.OIDC, false, Map.of())).findings(true))
                .isEmpty();
    }

    private static List<String> oidc(Map<String, String> properties, boolean packaged) {
        var check = new OidcCheck(new TestAuth(Mode.OIDC, false, Map.of()), TestTokens.config(properties));
        return check.findings(packaged).stream().map(Finding::property).toList();
    }

    private static ApiKeyCheck check(TestAuth config) {
        return new ApiKeyCheck(config, NO_ADMINS);
    }
}
