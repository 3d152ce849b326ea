package io.monitoring.ingest;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Tests that count points under load, and do not look at the time. The embedded DynamoDB answers one request after the
 * other from a SQLite that shares the machine with the load: its slowness must not open breakers here.
 */
public class PatientProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "monitoring.internal.attempt-timeout-millis", "10000",
                "monitoring.internal.retry-until-millis", "20000",
                "monitoring.internal.write-budget", "60S",
                "monitoring.internal.settle", "70S");
    }
}
