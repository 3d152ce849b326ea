package io.monitoring.store.write;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A caller's name for a request, and a hash of the request's body. */
public record IdempotencyKey(String keyHash, String bodyHash) {

    public static IdempotencyKey of(String key, byte[] body) {
        return new IdempotencyKey(sha256(key.getBytes(StandardCharsets.UTF_8)), sha256(body));
    }

    /** A key that only this body has. */
    IdempotencyKey ofItsOwn() {
        return of(keyHash + bodyHash, bodyHash.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
