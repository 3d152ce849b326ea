package io.monitoring.platform.auth;

import java.util.Map;

/** The application with access tokens of {@link ProviderStandIn}, and the API keys beside them. */
public class OidcProfile extends ApiKeyProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = super.getConfigOverrides();
        config.put("monitoring.auth.mode", "oidc");
        config.put("monitoring.auth.oidc.issuer", ProviderStandIn.INSTANCE.issuer());
        config.put("monitoring.auth.oidc.audience", TestTokens.AUDIENCE);
        config.put("monitoring.auth.oidc.ask-again-after", "100ms");
        // A busy machine is no outage.
        config.put("monitoring.auth.oidc.answer-within", "20s");
        return config;
    }
}
