package io.monitoring.platform.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A provider's key, which signs tokens with the JDK alone: the library under test has no part in making them. */
record SigningKey(String id, String algorithm, KeyPair pair) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of one of RS256, PS256, ES256 and EdDSA. */
    static SigningKey of(String id, String algorithm) {
        return switch (algorithm) {
            case "RS256", "PS256" -> generated(id, algorithm, "RSA", null);
            case "ES256" -> generated(id, algorithm, "EC", new ECGenParameterSpec("secp256r1"));
            case "EdDSA" -> generated(id, algorithm, "Ed25519", null);
            default -> throw new IllegalArgumentException(algorithm);
        };
    }

    private static SigningKey generated(String id, String algorithm, String kind, AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            if (parameters != null) {
                generator.initialize(parameters);
            }
            return new SigningKey(id, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Map<String, Object> header() {
        return Map.of("alg", algorithm, "kid", id, "typ", "JWT");
    }

    String sign(Map<String, Object> claims) {
        return sign(header(), claims);
    }

    String sign(Map<String, Object> header, Map<String, Object> claims) {
        String signed = signedPart(header, claims);
        return signed + "." + BASE64.encodeToString(signature(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    static String signedPart(Map<String, Object> header, Map<String, Object> claims) {
        return base64(json(header)) + "." + base64(json(claims));
    }

    static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The public half, as a provider's key set has it (RFC 7517). */
    Map<String, Object> jwk() {
        Map<String, Object> jwk = new LinkedHashMap<>(Map.of("kid", id, "use", "sig", "alg", algorithm));
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            jwk.putAll(Map.of("kty", "RSA", "n", number(rsa.getModulus()), "e", number(rsa.getPublicExponent())));
        } else if (pair.getPublic() instanceof ECPublicKey ec) {
            jwk.putAll(Map.of("kty", "EC", "crv", "P-256"));
            jwk.putAll(Map.of(
                    "x", number(ec.getW().getAffineX()), "y", number(ec.getW().getAffineY())));
        } else {
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            jwk.putAll(Map.of("kty", "OKP", "crv", "Ed25519", "x", BASE64.encodeToString(point)));
        }
        return jwk;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] signature(byte[] content) {
        try {
            var signature = Signature.getInstance(
                    switch (algorithm) {
                        case "RS256" -> "SHA256withRSA";
                        case "PS256" -> "RSASSA-PSS";
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        default -> "Ed25519";
                    });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Unsigned, at least 32 bytes for a coordinate that begins with zeros. */
    private static String number(BigInteger number) {
        byte[] signed = number.toByteArray();
        int from = signed.length > 1 && signed[0] == 0 ? 1 : 0;
        byte[] unsigned = Arrays.copyOfRange(signed, from, signed.length);
        if (unsigned.length < 32 && unsigned.length > 4) {
            byte[] padded = new byte[32];
            System.arraycopy(unsigned, 0, padded, 32 - unsigned.length, unsigned.length);
            unsigned = padded;
        }
        return BASE64.encodeToString(unsigned);
    }
}
