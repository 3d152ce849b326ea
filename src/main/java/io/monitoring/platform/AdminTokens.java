package io.monitoring.platform;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Tells an admin's token. Only hashes are known here, and a malformed one stops the start. */
@Startup
@ApplicationScoped
public class AdminTokens {

    private static final String PROPERTY = "monitoring.admin.token-sha256";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String SCHEME = "Bearer ";

    private final List<byte[]> hashes;

    AdminTokens(AdminConfig config) {
        hashes = config.tokenSha256().orElse(List.of()).stream()
                .map(String::strip)
                .filter(hash -> !hash.isEmpty())
                .map(AdminTokens::parsed)
                .toList();
    }

    /** What a request's {@code Authorization} header, possibly null, makes of its sender. */
    public Verdict judge(String authorization) {
        if (hashes.isEmpty()) {
            return Verdict.NOBODY_IS_ADMIN;
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Verdict.NO_TOKEN;
        }
        byte[] hash = sha256(authorization.substring(SCHEME.length()).strip());
        boolean admin = false;
        for (byte[] known : hashes) {
            // No early exit: the time taken tells neither which token matched nor how far one did.
            admin |= MessageDigest.isEqual(known, hash);
        }
        return admin ? Verdict.ADMIN : Verdict.UNKNOWN_TOKEN;
    }

    private static byte[] parsed(String hash) {
        if (!SHA_256.matcher(hash).matches()) {
            throw new IllegalStateException(PROPERTY + " (ADMIN_TOKEN_SHA256) has an entry that is not the 64"
                    + " hexadecimal digits of a SHA-256 hash. Make one: printf %s \"$TOKEN\" | sha256sum");
        }
        return HexFormat.of().parseHex(hash);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The answers of {@link #judge}. */
    public enum Verdict {
        ADMIN,
        NO_TOKEN,
        UNKNOWN_TOKEN,
        /** The key of somebody who is known and no admin. No such keys exist yet; API keys will answer this. */
        NOT_AN_ADMIN,
        NOBODY_IS_ADMIN
    }
}
