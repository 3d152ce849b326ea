package io.monitoring.platform.auth;

import io.monitoring.platform.auth.AuthConfig.Mode;
import io.monitoring.platform.start.StartCheck;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Settings under which a token opens too much or nothing. */
@Singleton
class OidcCheck implements StartCheck {

    private static final String MODE = "monitoring.auth.mode";
    private static final String PREFIX = "monitoring.auth.oidc.";

    private final AuthConfig auth;
    private final OidcConfig config;

    OidcCheck(AuthConfig auth, OidcConfig config) {
        this.auth = auth;
        this.config = config;
    }

    @Override
    public List<Finding> findings(boolean packaged) {
        List<Finding> findings = new ArrayList<>();
        if (auth.mode() == Mode.OIDC) {
            addIssuer(packaged, findings);
            addAudience(findings);
            addScopes(findings);
        } else if (packaged && auth.mode() == Mode.NONE && config.issuer().isPresent()) {
            findings.add(new Finding(
                    MODE,
                    "is none: nobody is asked for a token of " + PREFIX + "issuer",
                    "MONITORING_AUTH_MODE=oidc, or remove the issuer"));
        }
        return findings;
    }

    private void addIssuer(boolean packaged, List<Finding> findings) {
        if (config.issuer().isEmpty()) {
            findings.add(new Finding(
                    PREFIX + "issuer", "is missing, and " + MODE + " is oidc", "it to the https URL of the provider"));
            return;
        }
        URI issuer = config.issuer().get();
        boolean isUrl = issuer.getHost() != null && issuer.getRawQuery() == null && issuer.getRawFragment() == null;
        if (!isUrl || !List.of("https", "http").contains(issuer.getScheme())) {
            findings.add(new Finding(
                    PREFIX + "issuer",
                    "is not an https URL without query and fragment",
                    "it to the https URL that stands in the iss claim of the tokens"));
        } else if (packaged && !issuer.getScheme().equals("https")) {
            findings.add(new Finding(
                    PREFIX + "issuer",
                    "is not https: whoever is on the way to it can replace its keys",
                    "it to an https URL"));
        }
    }

    private void addAudience(List<Finding> findings) {
        if (config.audience().orElse(List.of()).stream().allMatch(String::isBlank)) {
            findings.add(new Finding(
                    PREFIX + "audience",
                    "is missing: a token that the issuer made for another service would be accepted",
                    "it to the audience of tokens for this service"));
        }
    }

    private void addScopes(List<Finding> findings) {
        String admin = config.adminScope();
        if (admin.equals(config.readScope()) || admin.equals(config.writeScope())) {
            findings.add(new Finding(
                    PREFIX + "admin-scope",
                    "is also the scope of readers or writers: each of them would be an admin",
                    "it to a scope that only admins have"));
        }
    }
}
