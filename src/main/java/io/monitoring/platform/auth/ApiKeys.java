package io.monitoring.platform.auth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The configured keys. With {@code mode=none} there are none; with {@code mode=oidc} they are valid beside tokens. */
@ApplicationScoped
public class ApiKeys {

    private final boolean required;
    private final TokenRing<Caller> keys;

    ApiKeys(AuthConfig config) {
        this.required = config.mode() != AuthConfig.Mode.NONE;
        this.keys = new TokenRing<>(config.keys().entrySet().stream()
                .filter(any -> required)
                .flatMap(key -> TokenHash.parse(key.getValue().sha256()).stream()
                        .map(hash -> new TokenRing.Entry<>(hash, caller(key.getKey(), key.getValue()))))
                .toList());
    }

    boolean required() {
        return required;
    }

    Optional<Caller> caller(TokenHash presented) {
        return keys.owner(presented);
    }

    private static Caller caller(String name, AuthConfig.Key key) {
        return new Caller(
                ProvedBy.API_KEY.name(name), key.scopes(), new ServicePatterns(key.services()), ProvedBy.API_KEY);
    }
}
