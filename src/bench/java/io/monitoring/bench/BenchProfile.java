package io.monitoring.bench;

import io.monitoring.pipeline.NoPollWait;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The application as it is, but what it does by itself is done by the bench, at the times that the bench lets pass. */
public final class BenchProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.scheduler.enabled", "false",
                // A busy machine is no outage.
                "monitoring.internal.attempt-timeout-millis", "20000",
                "quarkus.log.level", "WARN");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(NoPollWait.class);
    }
}
