package io.monitoring.platform.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may write and read. */
@ConfigMapping(prefix = "monitoring.auth")
public interface AuthConfig {

    /**
     * {@code none}: everybody may write and read; {@code api-key}: only with one of the keys, or an admin's token;
     * {@code oidc}: also with a token of the provider of {@link OidcConfig}.
     */
    @WithDefault("none")
    Mode mode();

    /** Whether a packaged application may start with {@code mode=none}. */
    @WithDefault("false")
    boolean allowAnonymous();

    /** The API keys by name. Several are valid at once, so that one can be replaced while it is in use. */
    Map<String, Key> keys();

    /** One key. */
    interface Key {

        /** SHA-256 of the key, in hexadecimal: {@code printf %s "$KEY" | sha256sum}. */
        String sha256();

        /** What it may do: {@code write}, {@code read}, or both; {@code admin} stops the start, as admins have tokens. */
        Set<Scope> scopes();

        /** For which services: names in which {@code *} stands for any text, such as {@code payments-*}. */
        List<String> services();
    }

    /** The values of {@link #mode}. */
    enum Mode {
        NONE,
        API_KEY,
        OIDC
    }
}
