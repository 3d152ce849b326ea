package io.monitoring.platform.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are taken with {@code monitoring.auth.mode=oidc}, and what in them says what. A claim is named as it stands
 * in the token; one inside of another with a slash between them: {@code realm_access/roles}. Its value is a list of strings
 * or, as {@code scope} is, one text with spaces between its words.
 */
@ConfigMapping(prefix = "monitoring.auth.oidc")
public interface OidcConfig {

    /**
     * The provider, as it stands in the {@code iss} of its tokens: an https URL. Its keys are found by
     * {@code <issuer>/.well-known/openid-configuration}.
     */
    Optional<URI> issuer();

    /** What a token has to be made for: one of these has to be in its audience. */
    Optional<List<String>> audience();

    /** The claim that says what a token is made for. */
    @WithDefault("aud")
    String audienceClaim();

    /** The claim with the scopes or roles. */
    @WithDefault("scope")
    String scopesClaim();

    /** The scope or role that may write. */
    @WithDefault("monitoring:write")
    String writeScope();

    /** The scope or role that may read. */
    @WithDefault("monitoring:read")
    String readScope();

    /** The scope or role that may do everything, the admin calls included. */
    @WithDefault("monitoring:admin")
    String adminScope();

    /** The claim with the services that a token is for: names in which {@code *} stands for any text. */
    @WithDefault("services")
    String servicesClaim();

    /** The services of a token that has no such claim. Without it, a token has to have the claim. */
    Optional<List<String>> defaultServices();
}
