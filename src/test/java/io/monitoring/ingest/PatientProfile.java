package io.monitoring.ingest;

import io.monitoring.advisor.bedrock.BedrockStandIn;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The application at the embedded stack, for all tests that take nothing away and do not look at the time. The embedded
 * DynamoDB answers one request after the other from a SQLite that shares the machine with the load: its slowness must not
 * open breakers here. The model of the analyses is {@link BedrockStandIn}.
 */
public class PatientProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        // The model's credentials come from the SDK's own chain, as in production.
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        System.setProperty("aws.region", "eu-west-1");
        return Map.of(
                "monitoring.internal.attempt-timeout-millis", "10000",
                "monitoring.internal.retry-until-millis", "20000",
                "monitoring.internal.write-budget", "60S",
                "monitoring.internal.settle", "70S",
                "monitoring.bedrock.model-id", BedrockStandIn.MODEL,
                "monitoring.bedrock.endpoint-override", BedrockStandIn.INSTANCE.url(),
                "monitoring.bedrock.input-dollars-per-million", "0.06",
                "monitoring.bedrock.output-dollars-per-million", "0.24");
    }
}
