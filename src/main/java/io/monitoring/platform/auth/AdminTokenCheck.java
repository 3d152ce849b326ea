package io.monitoring.platform.auth;

import io.monitoring.platform.start.StartCheck;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Admin tokens that would let nobody in, or everybody who has read the source. */
@Singleton
class AdminTokenCheck implements StartCheck {

    private static final String PROPERTY = "monitoring.admin.token-sha256";
    private static final String VARIABLE = "ADMIN_TOKEN_SHA256";
    private static final TokenHash OF_DEV_MODE = TokenHash.of("dev-admin-token");

    private final AdminConfig config;

    AdminTokenCheck(AdminConfig config) {
        this.config = config;
    }

    @Override
    public List<Finding> findings(boolean packaged) {
        List<Finding> findings = new ArrayList<>();
        List<TokenHash> seen = new ArrayList<>();
        for (String entry : AdminTokens.configured(config)) {
            Optional<AdminToken> token = AdminToken.parse(entry);
            if (token.isEmpty()) {
                findings.add(new Finding(
                        PROPERTY,
                        "has an entry that " + AdminToken.FORM,
                        VARIABLE + " to " + TokenHash.HOW_TO_MAKE_ONE));
            } else if (packaged && token.get().hash().matches(OF_DEV_MODE)) {
                findings.add(new Finding(
                        PROPERTY,
                        "has the token of dev mode, which is public",
                        VARIABLE + " to the hash of another token, " + TokenHash.HOW_TO_MAKE_ONE));
            }
            token.map(AdminToken::hash).ifPresent(hash -> {
                if (seen.stream().anyMatch(hash::matches)) {
                    findings.add(new Finding(
                            PROPERTY,
                            "has one hash twice, so it is unclear whose token it is",
                            VARIABLE + " to each hash once"));
                }
                seen.add(hash);
            });
        }
        return findings;
    }
}
