package io.monitoring.live;

import io.monitoring.pipeline.NoPollWait;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/**
 * The bench's own profile, and detectors that are kept twice an hour. Schedules are off: what they do, a test does
 * ({@code SimulatedWorker}), at the times that it lets pass. Each test begins half a day after the one before it.
 */
public class SimulatedTimeProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.scheduler.enabled", "false",
                // A busy machine is no outage.
                "monitoring.internal.attempt-timeout-millis", "20000",
                "quarkus.dynamodb.async-client.connection-timeout", "20S",
                "quarkus.dynamodb.async-client.connection-acquisition-timeout", "20S",
                "monitoring.internal.evidence-budget", "20S");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(NoPollWait.class, KeptOften.class);
    }
}
