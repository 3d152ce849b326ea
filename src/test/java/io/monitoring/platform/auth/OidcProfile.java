package io.monitoring.platform.auth;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The application with access tokens of {@link ProviderStandIn}, and the API keys beside them. */
public class OidcProfile extends ApiKeyProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = super.getConfigOverrides();
        config.put("monitoring.auth.mode", "oidc");
        config.put("monitoring.auth.oidc.issuer", ProviderStandIn.INSTANCE.issuer());
        config.put("monitoring.auth.oidc.audience", TestTokens.AUDIENCE);
        return config;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestTiming.class);
    }

    /** A busy machine is no outage. */
    @Alternative
    @Singleton
    public static class TestTiming {
        @Produces
        ProviderTiming timing() {
            return new ProviderTiming(
                    ProviderTiming.DEFAULT.refreshEvery(), Duration.ofMillis(100), Duration.ofSeconds(20));
        }
    }
}
