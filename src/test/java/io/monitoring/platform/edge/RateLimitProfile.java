package io.monitoring.platform.edge;

import io.monitoring.platform.auth.TestAuth;
import io.monitoring.platform.aws.OutageProfile;
import java.util.Map;

/** Two keys, each of which may send five requests and then nearly none. */
public class RateLimitProfile extends OutageProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = super.getConfigOverrides();
        config.put("monitoring.overload.rate-per-second", "0.001");
        config.put("monitoring.overload.burst", "5");
        config.put("monitoring.auth.mode", "api-key");
        for (String name : new String[] {"one", "two"}) {
            String prefix = "monitoring.auth.keys." + name + ".";
            config.put(prefix + "sha256", TestAuth.sha256(name));
            config.put(prefix + "scopes", "read");
            config.put(prefix + "services", "*");
        }
        return config;
    }
}
