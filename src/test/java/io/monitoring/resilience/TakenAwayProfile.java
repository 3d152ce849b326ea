package io.monitoring.resilience;

import io.monitoring.pipeline.ShortWaits;
import io.monitoring.platform.aws.OutageProfile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The times of production but for a short open time, for tests that take DynamoDB and SQS away for real. */
public class TakenAwayProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        var config = new HashMap<String, String>(OutageProfile.PRODUCTION_TIMES);
        config.put("monitoring.breakers.open-millis", "2000");
        config.put("monitoring.internal.probe", "true");
        config.put("monitoring.admin.token-sha256", OutageProfile.ADMIN_TOKEN_SHA256);
        return config;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ShortWaits.class);
    }
}
