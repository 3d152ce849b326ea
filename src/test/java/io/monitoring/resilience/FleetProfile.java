package io.monitoring.resilience;

import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application as one of a fleet, at the embedded stack. Breakers stay open for the usual minute. */
public class FleetProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "monitoring.fleet.enabled", "true",
                "monitoring.early-closing.enabled", "true",
                "monitoring.early-closing.after", "1s",
                "monitoring.early-closing.every", "500ms",
                "monitoring.early-closing.confirm-after", "500ms",
                "monitoring.pipeline.consume", "false",
                // A control call has one attempt; DynamoDB Local on a busy machine is no DynamoDB. FleetIT has the
                // default.
                "monitoring.breakers.attempt-timeout-millis", "1500",
                "monitoring.breakers.retry-until-millis", "1100",
                "monitoring.admin.token-sha256", "maria:" + OutageProfile.ADMIN_TOKEN_SHA256);
    }
}
