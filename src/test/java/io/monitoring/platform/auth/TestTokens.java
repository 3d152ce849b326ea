package io.monitoring.platform.auth;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a provider puts into tokens for this service, and {@link OidcConfig} without a container. */
final class TestTokens {

    static final String AUDIENCE = "monitoring-api";

    private TestTokens() {}

    /** Of a token that may do something, to be changed by the test. */
    static Map<String, Object> claims(String issuer, String scope, List<String> services) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", "deployer");
        claims.put("aud", AUDIENCE);
        claims.put("exp", inSeconds(300));
        claims.put("iat", inSeconds(0));
        claims.put("scope", scope);
        claims.put("services", services);
        return claims;
    }

    static long inSeconds(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    /** With the defaults of the real one, and these under {@code monitoring.auth.oidc}. */
    static OidcConfig config(Map<String, String> properties) {
        Map<String, String> named = new TreeMap<>();
        properties.forEach((name, value) -> named.put("monitoring.auth.oidc." + name, value));
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OidcConfig.class)
                .withDefaultValues(named)
                .build()
                .getConfigMapping(OidcConfig.class);
    }
}
