package io.monitoring.advisor;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Analyses of what is in one table: each test begins half a day after whatever the ones before it wrote. The embedded
 * DynamoDB shares the machine: its slowness must neither open breakers nor leave an analysis without its evidence.
 */
public class AnalysisProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "monitoring.internal.attempt-timeout-millis", "5000",
                "monitoring.internal.retry-until-millis", "10000",
                "monitoring.internal.write-budget", "30S",
                "monitoring.internal.settle", "40S",
                "monitoring.internal.evidence-budget", "20S");
    }
}
