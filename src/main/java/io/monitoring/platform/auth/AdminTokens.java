package io.monitoring.platform.auth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Tells an admin's token. Only hashes are known here; {@link AdminTokenCheck} stops a start with a malformed one. */
@ApplicationScoped
public class AdminTokens {

    private final TokenRing<String> tokens;
    private final ApiKeys keys;

    AdminTokens(AdminConfig config, ApiKeys keys) {
        this.tokens = new TokenRing<>(configured(config).stream()
                .flatMap(hex -> TokenHash.parse(hex).stream())
                .map(hash -> new TokenRing.Entry<>(hash, hash.id()))
                .toList());
        this.keys = keys;
    }

    /** The entries that are not blank, well formed or not. */
    static List<String> configured(AdminConfig config) {
        return config.tokenSha256().orElse(List.of()).stream()
                .map(String::strip)
                .filter(hash -> !hash.isEmpty())
                .toList();
    }

    /** What a request's {@code Authorization} header, possibly null, makes of its sender. */
    public Verdict judge(String authorization) {
        if (tokens.isEmpty()) {
            return Verdict.NOBODY_IS_ADMIN;
        }
        Optional<TokenHash> presented = TokenHash.presented(authorization);
        if (presented.isEmpty()) {
            return Verdict.NO_TOKEN;
        }
        if (tokens.owner(presented.get()).isPresent()) {
            return Verdict.ADMIN;
        }
        return keys.caller(presented.get()).isPresent() ? Verdict.NOT_AN_ADMIN : Verdict.UNKNOWN_TOKEN;
    }

    /**
     * Who that is, for a log: an admin's token by the first eight digits of its hash, an API key by its name, and
     * {@code unknown} or {@code nobody} for everything else.
     */
    public String name(String authorization) {
        Optional<TokenHash> presented = TokenHash.presented(authorization);
        if (presented.isEmpty()) {
            return "nobody";
        }
        return tokens.owner(presented.get())
                .map(id -> "admin:" + id)
                .or(() -> keys.caller(presented.get()).map(Caller::id))
                .orElse("unknown");
    }

    Optional<Caller> caller(TokenHash presented) {
        return tokens.owner(presented).map(id -> Caller.admin("admin:" + id));
    }

    /** The answers of {@link #judge}. */
    public enum Verdict {
        ADMIN,
        NO_TOKEN,
        UNKNOWN_TOKEN,
        /** The API key of somebody who is known and no admin. */
        NOT_AN_ADMIN,
        NOBODY_IS_ADMIN
    }
}
