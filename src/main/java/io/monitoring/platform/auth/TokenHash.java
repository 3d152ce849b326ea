package io.monitoring.platform.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The SHA-256 hash of a token. The token itself is forgotten, and a hash never shows more of itself than {@link #id}. */
final class TokenHash {

    static final String NO_HASH = "is not the 64 hexadecimal digits of a SHA-256 hash";

    static final String HOW_TO_MAKE_ONE = "the output of: printf %s \"$TOKEN\" | sha256sum";

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String SCHEME = "Bearer ";
    private static final int ID_LENGTH = 8;

    private final byte[] bytes;

    private TokenHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Empty when the text is no hash. */
    static Optional<TokenHash> parse(String text) {
        String hex = text.strip();
        return HEXADECIMAL.matcher(hex).matches()
                ? Optional.of(new TokenHash(HexFormat.of().parseHex(hex)))
                : Optional.empty();
    }

    static TokenHash of(String token) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The token that an {@code Authorization} header, possibly null, presents; empty when it is no bearer token. */
    static Optional<String> bearer(String authorization) {
        return authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.empty()
                : Optional.of(authorization.substring(SCHEME.length()).strip());
    }

    /** Takes the same time wherever the two differ. */
    boolean matches(TokenHash other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /** The beginning of the hash: enough to tell tokens apart in a log, too little to do anything with. */
    String id() {
        return HexFormat.of().formatHex(bytes).substring(0, ID_LENGTH);
    }
}
