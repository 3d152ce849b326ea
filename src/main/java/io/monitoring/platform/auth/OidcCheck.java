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
            findings.add(new Finding(MODE, "is none, so nobody is asked for a token of " + PREFIX + "issuer"));
        }
        return findings;
    }

    private void addIssuer(boolean packaged, List<Finding> findings) {
        if (config.issuer().isEmpty()) {
            findings.add(new Finding(PREFIX + "issuer", "is missing, and " + MODE + " is oidc"));
            return;
        }
        URI issuer = config.issuer().get();
        boolean isUrl = issuer.getHost() != null && issuer.getRawQuery() == null && issuer.getRawFragment() == null;
        if (!isUrl || !List.of("https", "http").contains(issuer.getScheme())) {
            findings.add(new Finding(PREFIX + "issuer", "is not an https URL without query and fragment"));
        } else if (packaged && !issuer.getScheme().equals("https")) {
            findings.add(new Finding(
                    PREFIX + "issuer", "is not https, so whoever is on the way to it can put keys of their own in"));
        }
    }

    private void addAudience(List<Finding> findings) {
        if (config.audience().orElse(List.of()).stream().allMatch(String::isBlank)) {
            findings.add(new Finding(
                    PREFIX + "audience", "is missing, so a token that the issuer made for anything else would do"));
        }
    }

    private void addScopes(List<Finding> findings) {
        String admin = config.adminScope();
        if (admin.equals(config.readScope()) || admin.equals(config.writeScope())) {
            findings.add(new Finding(
                    PREFIX + "admin-scope", "is the scope of readers or writers as well, so each of them is an admin"));
        }
    }
}
