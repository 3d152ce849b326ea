package io.monitoring.resilience;

import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.resilience.fleet.QuickTrials;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The application as one of a fleet, at the embedded stack. Breakers stay open for the usual minute. */
public class FleetProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "monitoring.fleet.enabled", "true",
                "monitoring.internal.early-closing", "true",
                "monitoring.early-closing.after", "1s",
                "monitoring.pipeline.consume", "false",
                // A control call has one attempt; DynamoDB Local on a busy machine is no DynamoDB. FleetIT has the
                // default.
                "monitoring.internal.attempt-timeout-millis", "1500",
                "monitoring.internal.retry-until-millis", "1100",
                "monitoring.admin.token-sha256", "maria:" + OutageProfile.ADMIN_TOKEN_SHA256);
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(QuickTrials.class);
    }
}
