package io.monitoring.platform.aws;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The application in front of {@link OtherSide}: the default budget of a call, a short open time, and no probe. */
public class OutageProfile implements QuarkusTestProfile {

    public static final String ADMIN_TOKEN = "a-token-of-the-tests";
    /** {@code printf %s a-token-of-the-tests | sha256sum} */
    public static final String ADMIN_TOKEN_SHA256 = "c7355b9788d3036817b4b9118e71116224521da29885b160eb8451377c47b377";

    /** The times of production, for tests that take something away. */
    public static final Map<String, String> PRODUCTION_TIMES = Map.of(
            "monitoring.internal.attempt-timeout-millis", "700",
            "monitoring.internal.retry-until-millis", "1100",
            "monitoring.internal.write-budget", "4S",
            "quarkus.dynamodb.async-client.connection-timeout", "500ms",
            "quarkus.dynamodb.async-client.connection-acquisition-timeout", "600ms",
            "quarkus.sqs.async-client.connection-timeout", "500ms",
            "quarkus.sqs.async-client.connection-acquisition-timeout", "600ms");

    @Override
    public Map<String, String> getConfigOverrides() {
        var config = new HashMap<String, String>(PRODUCTION_TIMES);
        config.put("monitoring.bootstrap", "false");
        // Polls and jobs would be counted among the calls.
        config.put("monitoring.pipeline.consume", "false");
        config.put("quarkus.scheduler.enabled", "false");
        config.put("monitoring.queue-url", OtherSide.instance().url() + "/000000000000/monitoring-queue-test");
        config.put("monitoring.breakers.open-millis", "1000");
        config.put("monitoring.admin.token-sha256", "0".repeat(64) + "," + ADMIN_TOKEN_SHA256);
        config.put("quarkus.http.limits.max-body-size", "10K");
        config.put("quarkus.dynamodb.endpoint-override", OtherSide.instance().url());
        config.put("quarkus.sqs.endpoint-override", OtherSide.instance().url());
        return config;
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
