package io.monitoring.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.platform.auth.AuthConfig.Mode;
import io.monitoring.platform.http.ProblemException;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

    private static final String ISSUER = "https://id.example.org/realms/a";
    private static final SigningKey KEY = SigningKey.of("k1", "RS256");
    private static final SigningKey ANOTHER = SigningKey.of("k1", "RS256");
    private static final String NOT_A_TOKEN = "is not known";

    private final AccessTokens tokens = tokens(Map.of(), KEY);

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void aGoodTokenIsTaken(String algorithm) {
        SigningKey key = SigningKey.of("k2", algorithm);

        Caller caller = tokens(Map.of(), KEY, key).caller(key.sign(good())).result();

        assertThat(caller.name()).isEqualTo("oidc:deployer");
        assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.WRITE, Scope.READ);
        assertThat(caller.covers("payments-api")).isTrue();
        assertThat(caller.covers("orders")).isFalse();
        assertThat(caller.isAdmin()).isFalse();
        assertThat(caller.provedBy()).isEqualTo(ProvedBy.ACCESS_TOKEN);
    }

    @Test
    void ofSeveralKeysWithoutNamesTheOneCountsThatFits() {
        SigningKey second = SigningKey.of("k2", "RS256");
        AccessTokens both = tokens(Map.of(), KEY, second);

        assertThat(both.caller(second.sign(Map.of("alg", "RS256"), good())).succeeded())
                .isTrue();
        assertThat(refusal(both, ANOTHER.sign(Map.of("alg", "RS256"), good()))).contains("does not have");
    }

    static Stream<Arguments> badTokens() {
        Map<String, Object> ownKey = new HashMap<>(ANOTHER.header());
        ownKey.put("jwk", ANOTHER.jwk());
        Map<String, Object> ownAddress = new HashMap<>(ANOTHER.header());
        ownAddress.put("jku", "https://evil.example.org/keys");
        byte[] der = KEY.pair().getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        return Stream.of(
                Arguments.of("expired", KEY.sign(with("exp", TestTokens.inSeconds(-60))), "expired"),
                Arguments.of("without an end", KEY.sign(with("exp", null)), NOT_A_TOKEN),
                Arguments.of("not valid yet", KEY.sign(with("nbf", TestTokens.inSeconds(90))), "not valid yet"),
                Arguments.of("another issuer", KEY.sign(with("iss", ISSUER + "2")), "another issuer"),
                Arguments.of("no issuer", KEY.sign(with("iss", null)), "another issuer"),
                Arguments.of("another audience", KEY.sign(with("aud", "billing")), "another audience"),
                Arguments.of("audience in a text", KEY.sign(with("aud", "x monitoring-api")), "another audience"),
                Arguments.of("no audience", KEY.sign(with("aud", null)), "another audience"),
                Arguments.of("no subject", KEY.sign(with("sub", null)), NOT_A_TOKEN),
                Arguments.of("a subject of another kind", KEY.sign(with("sub", List.of("a"))), NOT_A_TOKEN),
                Arguments.of("another key of that name", ANOTHER.sign(good()), "signature"),
                Arguments.of("key in the token", ANOTHER.sign(ownKey, good()), "signature"),
                Arguments.of("address of a key in the token", ANOTHER.sign(ownAddress, good()), "signature"),
                Arguments.of("changed claims", changed(KEY.sign(with("scope", ""))), "signature"),
                Arguments.of("signature left out", unsigned(KEY.header()), "signature"),
                Arguments.of("alg none", unsigned(Map.of("alg", "none", "kid", "k1")), "algorithm"),
                Arguments.of("alg None", unsigned(Map.of("alg", "None")), "algorithm"),
                Arguments.of("no alg", unsigned(Map.of("kid", "k1")), "algorithm"),
                Arguments.of("HS256, secret: public key, DER", hs256(der), "algorithm"),
                Arguments.of("HS256, public key as PEM", hs256(pem.getBytes(StandardCharsets.US_ASCII)), "algorithm"),
                Arguments.of("key of another kind", KEY.sign(Map.of("alg", "ES256", "kid", "k1"), good()), "have"),
                Arguments.of("a key nobody has", KEY.sign(Map.of("alg", "RS256", "kid", "k9"), good()), "have"),
                Arguments.of("unknown critical header", KEY.sign(critical(), good()), NOT_A_TOKEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenIsRefusedAndTheReasonGiven(String name, String token, String reason) {
        assertThat(refusal(tokens, token)).as(name).contains(reason);
    }

    static Stream<String> noTokens() {
        String ofOneWord = SigningKey.base64("{\"alg\":\"RS256\",\"kid\":\"k1\"}");
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "a.b.c.d.e",
                "a key that nobody knows",
                ofOneWord + "..",
                ofOneWord + "." + ofOneWord + ".AAAA",
                SigningKey.base64("{\"alg\":1}") + "..",
                SigningKey.base64("{\"alg\":\"RS256\",\"kid\":{\"a\":1}}") + "..",
                SigningKey.base64("{\"alg\":\"RS256\",\"alg\":\"none\"}") + "..",
                SigningKey.base64("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..AAAA.AAAA.AAAA",
                SigningKey.base64(
                                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"p2s\":\"AAAA\"}")
                        + ".AAAA.AAAA.AAAA.AAAA",
                SigningKey.base64("[".repeat(4_000)) + "..",
                SigningKey.base64("null") + "..");
    }

    @ParameterizedTest
    @MethodSource("noTokens")
    void whatIsNoTokenIsRefused(String text) {
        assertThat(refusal(tokens, text)).isNotEmpty();
    }

    @Test
    void aTokenWithoutOneOfTheScopesMayNothing() {
        assertThat(tokens.caller(KEY.sign(with("scope", "openid monitoring:writer")))
                        .result()
                        .scopes())
                .isEmpty();
        assertThat(tokens.caller(KEY.sign(with("scope", null))).result().scopes())
                .isEmpty();
    }

    @Test
    void anAdminMayEverything() {
        Caller admin =
                tokens.caller(KEY.sign(with("scope", "monitoring:admin"))).result();

        assertThat(admin.isAdmin()).isTrue();
        assertThat(admin.coversAll()).isTrue();
        assertThat(admin.scopes()).containsExactlyInAnyOrder(Scope.values());
    }

    @Test
    void aTokenThatNamesNoServiceIsForThoseOfTheConfigurationAndElseForNone() {
        String token = KEY.sign(with("services", null));

        assertThat(tokens.caller(token).result().covers("payments-api")).isFalse();
        assertThat(tokens(Map.of("default-services", "orders,orders-*"), KEY)
                        .caller(token)
                        .result()
                        .services())
                .isEqualTo(new ServicePatterns(List.of("orders", "orders-*")));
    }

    @Test
    void aListOfNoServicesIsForNone() {
        AccessTokens withDefault = tokens(Map.of("default-services", "*"), KEY);

        assertThat(withDefault
                        .caller(KEY.sign(with("services", List.of())))
                        .result()
                        .covers("orders"))
                .isFalse();
    }

    @Test
    void claimsAreThoseOfTheConfiguration() {
        AccessTokens named = tokens(
                Map.of(
                        "audience-claim", "client_id",
                        "scopes-claim", "realm_access/roles",
                        "services-claim", "https://example.org/services",
                        "write-scope", "metrics-writer"),
                KEY);
        Map<String, Object> claims = good();
        claims.keySet().removeAll(List.of("aud", "scope", "services"));
        claims.put("client_id", TestTokens.AUDIENCE);
        claims.put("realm_access", Map.of("roles", List.of("other", "metrics-writer")));
        claims.put("https://example.org/services", "orders orders-*");

        Caller caller = named.caller(KEY.sign(claims)).result();

        assertThat(caller.scopes()).containsExactly(Scope.WRITE);
        assertThat(caller.services()).isEqualTo(new ServicePatterns(List.of("orders", "orders-*")));
    }

    @Test
    void aSubjectCannotForgeALineOfTheLog() {
        Caller caller =
                tokens.caller(KEY.sign(with("sub", "a\nwho=\"admin\" b"))).result();

        assertThat(caller.name()).isEqualTo("oidc:a?who??admin??b");
    }

    @Test
    void aSubjectIsCutWhereNoSubjectMayBeLonger() {
        Caller caller = tokens.caller(KEY.sign(with("sub", "s".repeat(5_000)))).result();

        assertThat(caller.name()).startsWith("oidc:sss").hasSizeLessThan(300);
    }

    private static AccessTokens tokens(Map<String, String> properties, SigningKey... keys) {
        Map<String, String> config = new HashMap<>(properties);
        config.put("issuer", ISSUER);
        config.put("audience", "other," + TestTokens.AUDIENCE);
        return new AccessTokens(
                new TestAuth(Mode.OIDC, false, Map.of()),
                TestTokens.config(config),
                () -> Future.succeededFuture(jwks(keys)),
                ProviderTiming.DEFAULT,
                Clock.systemUTC());
    }

    static List<JsonWebKey> jwks(SigningKey... keys) {
        try {
            return new JsonWebKeySet(SigningKey.json(
                            Map.of("keys", Stream.of(keys).map(SigningKey::jwk).toList())))
                    .getJsonWebKeys();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    /** The detail of the 401. */
    private static String refusal(AccessTokens tokens, String token) {
        Future<Caller> caller = tokens.caller(token);

        assertThat(caller.cause()).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problem().status()).isEqualTo(401);
            assertThat(problem.headers()).containsEntry("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        });
        return ((ProblemException) caller.cause()).problem().detail();
    }

    private static Map<String, Object> good() {
        return TestTokens.claims(ISSUER, "openid monitoring:write monitoring:read", List.of("payments-*"));
    }

    /** Null: without the claim. */
    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = good();
        claims.put(claim, value);
        if (value == null) {
            claims.remove(claim);
        }
        return claims;
    }

    private static Map<String, Object> critical() {
        Map<String, Object> header = new HashMap<>(KEY.header());
        header.put("crit", List.of("exp2"));
        header.put("exp2", 1);
        return header;
    }

    /** The signature of one token under the claims of another. */
    private static String changed(String token) {
        String[] parts = token.split("\\.");
        return SigningKey.signedPart(KEY.header(), good()) + "." + parts[2];
    }

    private static String unsigned(Map<String, Object> header) {
        return SigningKey.signedPart(header, good()) + ".";
    }

    private static String hs256(byte[] secret) {
        try {
            String signed = SigningKey.signedPart(Map.of("alg", "HS256", "kid", "k1"), good());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
