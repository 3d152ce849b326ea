package io.monitoring.platform.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link AuthConfig} without a container. */
public record TestAuth(Mode mode, boolean allowAnonymous, Map<String, Key> keys) implements AuthConfig {

    record TestKey(String sha256, Set<Scope> scopes, List<String> services) implements Key {}

    static Key key(String token) {
        return new TestKey(sha256(token), Set.of(Scope.WRITE, Scope.READ), List.of("*"));
    }

    public static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
