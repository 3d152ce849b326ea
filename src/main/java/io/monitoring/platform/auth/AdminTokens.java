package io.monitoring.platform.auth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The configured admin tokens. Only hashes are known here; {@link AdminTokenCheck} stops a start with a malformed one. */
@ApplicationScoped
class AdminTokens {

    private final TokenRing<Caller> tokens;

    AdminTokens(AdminConfig config) {
        this.tokens = new TokenRing<>(configured(config).stream()
                .flatMap(entry -> AdminToken.parse(entry).stream())
                .map(token -> new TokenRing.Entry<>(token.hash(), Caller.admin(ProvedBy.ADMIN_TOKEN, token.name())))
                .toList());
    }

    /** The entries that are not blank, well formed or not. */
    static List<String> configured(AdminConfig config) {
        return config.tokenSha256().orElse(List.of()).stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    Optional<Caller> caller(TokenHash presented) {
        return tokens.owner(presented);
    }
}
