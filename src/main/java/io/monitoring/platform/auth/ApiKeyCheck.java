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
                    "is none: everybody may write and read",
                    "MONITORING_AUTH_MODE=api-key (with keys) or oidc, or MONITORING_AUTH_ALLOW_ANONYMOUS=true if everybody"
                            + " may write and read (monitoring.auth.allow-anonymous=true)"));
        }
        if (packaged && open && !config.keys().isEmpty()) {
            findings.add(new Finding(
                    MODE,
                    "is none: nobody is asked for the keys in " + KEYS,
                    "MONITORING_AUTH_MODE=api-key, or remove the keys"));
        }
        if (config.mode() == Mode.API_KEY && config.keys().isEmpty()) {
            findings.add(new Finding(
                    KEYS,
                    "has no key, and " + MODE + " is api-key",
                    KEYS + ".\"<name>\".sha256, .scopes and .services (MONITORING_AUTH_KEYS__<NAME>__SHA256, ...)"));
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
            findings.add(new Finding(property + "sha256", TokenHash.NO_HASH, "it to " + TokenHash.HOW_TO_MAKE_ONE));
        } else {
            if (seen.stream().anyMatch(hash.get()::matches)) {
                findings.add(new Finding(
                        property + "sha256",
                        "is also the hash of another key or of an admin token",
                        "a key of its own for each"));
            }
            seen.add(hash.get());
        }
        if (key.scopes().isEmpty()) {
            findings.add(
                    new Finding(property + "scopes", "is empty: the key allows nothing", "it to write, read, or both"));
        }
        if (key.scopes().contains(Scope.ADMIN)) {
            findings.add(new Finding(
                    property + "scopes",
                    "has admin, which no key is for: admins have tokens",
                    "it to write, read, or both, and ADMIN_TOKEN_SHA256 to the hash of a token"));
        }
        if (key.services().stream().allMatch(String::isBlank)) {
            findings.add(new Finding(
                    property + "services",
                    "is empty: the key is for no service",
                    "it to names of services, such as payments-*"));
        }
    }
}
