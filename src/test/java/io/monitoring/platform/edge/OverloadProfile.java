package io.monitoring.platform.edge;

import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.resilience.fleet.QuickTrials;
import java.util.Map;
import java.util.Set;

/**
 * Little room, and little patience with slow clients. A breaker stays open for a minute, and is tried before that: after
 * five seconds, or when an analysis says.
 */
public class OverloadProfile extends OutageProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = super.getConfigOverrides();
        config.put("monitoring.overload.max-concurrent", "3");
        config.put("monitoring.overload.max-body-bytes-in-flight", "64K");
        config.put("monitoring.overload.body-deadline", "2s");
        config.put("quarkus.http.limits.max-body-size", "50K");
        config.put("monitoring.breakers.open-millis", "60000");
        config.put("monitoring.internal.early-closing", "true");
        config.put("monitoring.early-closing.after", "5s");
        return config;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(QuickTrials.class);
    }
}
