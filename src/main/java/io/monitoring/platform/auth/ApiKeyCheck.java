package io.monitoring.platform.auth;

import io.monitoring.platform.auth.AuthConfig.Mode;
import io.monitoring.platform.start.StartCheck;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** API keys that open too much or nothing. */
@Singleton
class ApiKeyCheck implements StartCheck {

    private static final String MODE = "monitoring.auth.mode";
    private static final String KEYS = "monitoring.auth.keys";

    private final AuthConfig config;
    private final AdminConfig admins;

    ApiKeyCheck(AuthConfig config, AdminConfig admins) {
        this.config = config;
        this.admins = admins;
    }

    @Override
    public List<Finding> findings(boolean packaged) {
        List<Finding> findings = new ArrayList<>();
        boolean open = config.mode() == Mode.NONE;
        if (packaged && open && !config.allowAnonymous()) {
            findings.add(new Finding(
                    MODE,
                    "is none, so everybody may write and read; set it to api-key or oidc, or"
                            + " monitoring.auth.allow-anonymous=true where that is meant"));
        }
        if (packaged && open && !config.keys().isEmpty()) {
            findings.add(new Finding(MODE, "is none, so nobody is asked for the keys in " + KEYS));
        }
        if (config.mode() == Mode.API_KEY && config.keys().isEmpty()) {
            findings.add(new Finding(KEYS, "has no key, and " + MODE + " is api-key"));
        }
        List<TokenHash> seen = new ArrayList<>(AdminTokens.configured(admins).stream()
                .flatMap(entry -> AdminToken.parse(entry).stream())
                .map(AdminToken::hash)
                .toList());
        config.keys().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(key -> addFindings(key.getKey(), key.getValue(), seen, findings));
        return findings;
    }

    private static void addFindings(String name, AuthConfig.Key key, List<TokenHash> seen, List<Finding> findings) {
        String property = KEYS + ".\"" + name + "\".";
        Optional<TokenHash> hash = TokenHash.parse(key.sha256());
        if (hash.isEmpty()) {
            findings.add(new Finding(property + "sha256", TokenHash.HOW_TO_MAKE_ONE));
        } else {
            if (seen.stream().anyMatch(hash.get()::matches)) {
                findings.add(new Finding(property + "sha256", "is another key's or an admin's as well"));
            }
            seen.add(hash.get());
        }
        if (key.scopes().isEmpty()) {
            findings.add(new Finding(property + "scopes", "is empty, so the key is for nothing: write, read, or both"));
        }
        if (key.scopes().contains(Scope.ADMIN)) {
            findings.add(new Finding(
                    property + "scopes", "has admin, which no key is for: admins have tokens, ADMIN_TOKEN_SHA256"));
        }
        if (key.services().stream().allMatch(String::isBlank)) {
            findings.add(new Finding(property + "services", "is empty, so the key is for no service"));
        }
    }
}
