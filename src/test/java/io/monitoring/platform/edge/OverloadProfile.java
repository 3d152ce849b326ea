package io.monitoring.platform.edge;

import io.monitoring.platform.aws.OutageProfile;
import java.util.Map;

/** Little room, and little patience with slow clients. */
public class OverloadProfile extends OutageProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = super.getConfigOverrides();
        config.put("monitoring.overload.max-concurrent", "3");
        config.put("monitoring.overload.max-body-bytes-in-flight", "64K");
        config.put("monitoring.overload.body-deadline", "2s");
        config.put("quarkus.http.limits.max-body-size", "50K");
        return config;
    }
}
