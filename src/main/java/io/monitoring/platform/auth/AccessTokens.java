package io.monitoring.platform.auth;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.InvalidAlgorithmException;
import org.jose4j.lang.UnresolvableKeyException;

/** Judges the signed access tokens (JWT, RFC 7519) of an OpenID provider. Without {@code mode=oidc} it knows nobody. */
@ApplicationScoped
class AccessTokens {

    /** Signatures that only the provider can make. Not among them: none at all, and those by a secret that both sides know. */
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    /** How far the provider's clock and this one may be apart: what machines with NTP stay well below. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private static final String UNKNOWN_KEY = "the token is signed with a key that its issuer does not have";

    private final OidcConfig config;
    private final ProviderTiming timing;
    private final boolean taken;
    private final ProviderKeys keys;
    private final JwtConsumer consumer;

    @Inject
    AccessTokens(AuthConfig auth, OidcConfig config, OidcProvider provider, ProviderTiming timing, Clock clock) {
        this(auth, config, provider::keys, timing, clock);
    }

    AccessTokens(
            AuthConfig auth,
            OidcConfig config,
            Supplier<Future<List<JsonWebKey>>> provider,
            ProviderTiming timing,
            Clock clock) {
        this.config = config;
        this.timing = timing;
        this.taken = auth.mode() == AuthConfig.Mode.OIDC;
        this.keys = taken ? new ProviderKeys(provider, timing, clock) : null;
        this.consumer = taken ? consumer() : null;
    }

    /** Tests have no time, and a provider on a busy machine: theirs is an alternative. */
    @Produces
    @DefaultBean
    static ProviderTiming timing() {
        return ProviderTiming.DEFAULT;
    }

    /** Whether tokens are taken at all; only then may {@link #caller} be asked. */
    boolean taken() {
        return taken;
    }

    /**
     * The bearer of the token; at once, where its key is known. Fails with a {@link ProblemException}: 401 for what is no
     * good token, 503 for one of which nobody can say, as its key is not known and the provider is away.
     */
    Future<Caller> caller(String token) {
        keys.keepFresh();
        try {
            return Future.succeededFuture(judge(token));
        } catch (UnknownKeyException e) {
            return keys.latest()
                    .recover(away -> Future.failedFuture(cannotTell()))
                    .map(known -> judgeFinally(token));
        } catch (ProblemException e) {
            return Future.failedFuture(e);
        }
    }

    private Caller judgeFinally(String token) {
        try {
            return judge(token);
        } catch (UnknownKeyException e) {
            throw Unauthenticated.becauseOfToken(UNKNOWN_KEY);
        }
    }

    private Caller judge(String token) throws UnknownKeyException {
        try {
            return claims(consumer.processToClaims(token)).caller(config);
        } catch (InvalidJwtException e) {
            if (e.getCause() instanceof UnknownKeyException unknown) {
                throw unknown;
            }
            throw Unauthenticated.becauseOfToken(reason(e));
        }
    }

    private JwtConsumer consumer() {
        var builder = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver((token, nesting) -> key(token))
                .setExpectedIssuer(config.issuer().map(Object::toString).orElseThrow())
                .setSkipDefaultAudienceValidation()
                .registerValidator(this::audience)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(Math.toIntExact(CLOCK_SKEW.toSeconds()));
        return builder.build();
    }

    /** By its name in the provider's set, whatever the token says of where its key is to be found. */
    private Key key(JsonWebSignature token) throws UnresolvableKeyException {
        try {
            ALGORITHMS.checkConstraint(token.getAlgorithmHeaderValue());
        } catch (InvalidAlgorithmException e) {
            throw new UnresolvableKeyException("the algorithm is not allowed", e);
        }
        var resolver = new JwksVerificationKeyResolver(keys.known());
        // Keys need no names. Of several that may be meant, the one counts that fits.
        resolver.setDisambiguateWithVerifySignature(true);
        try {
            return resolver.resolveKey(token, List.of());
        } catch (UnresolvableKeyException e) {
            throw new UnknownKeyException(e);
        }
    }

    private ErrorCodeValidator.Error audience(JwtContext token) {
        boolean meant = claims(token.getJwtClaims())
                .has(config.audienceClaim(), config.audience().orElse(List.of()));
        return meant ? null : new ErrorCodeValidator.Error(ErrorCodes.AUDIENCE_INVALID, "not for this service");
    }

    private static TokenClaims claims(JwtClaims claims) {
        return new TokenClaims(claims.getClaimsMap());
    }

    /** One reason, the first of these; none repeats what stands in the token. */
    private static String reason(InvalidJwtException refusal) {
        if (refusal.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "the token's signature is not its issuer's";
        }
        if (refusal.hasErrorCode(ErrorCodes.ISSUER_INVALID) || refusal.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "the token is of another issuer";
        }
        if (refusal.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
            return "the token is for another audience";
        }
        if (refusal.hasExpired()) {
            return "the token has expired";
        }
        if (refusal.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "the token is not valid yet";
        }
        return refusal.getCause() instanceof UnresolvableKeyException
                ? "the token's algorithm is not one that is allowed"
                : "the key or token is not known: neither a known key nor a signed token with a subject and an end";
    }

    private ProblemException cannotTell() {
        return new ProblemException(
                ProblemCode.UNAVAILABLE,
                "the identity provider does not tell its keys, and the token's key is not known here",
                timing.askAgainAfter());
    }

    /** The token may be good: it names a key that is not among those known. */
    private static final class UnknownKeyException extends UnresolvableKeyException {
        UnknownKeyException(UnresolvableKeyException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
