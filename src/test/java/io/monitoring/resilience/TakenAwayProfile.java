package io.monitoring.resilience;

import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The times of production but for a short open time, for tests that take DynamoDB and SQS away for real. */
public class TakenAwayProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        var config = new HashMap<String, String>(OutageProfile.PRODUCTION_TIMES);
        config.put("monitoring.breakers.open-millis", "2000");
        config.put("monitoring.probe.enabled", "true");
        config.put("monitoring.probe.every", "1s");
        config.put("monitoring.pipeline.poll-wait", "1S");
        config.put("monitoring.pipeline.pause-after-failure", "0.5S");
        config.put("monitoring.pipeline.rest-after-outage", "1S");
        config.put("monitoring.admin.token-sha256", OutageProfile.ADMIN_TOKEN_SHA256);
        return config;
    }
}
