package io.monitoring.platform.auth;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * The application with API keys. A key's text is its name with {@code -secret}. Each may send {@link #BURST} requests and
 * then nearly none: more than any test needs but the one of the rate.
 */
public class ApiKeyProfile implements QuarkusTestProfile {

    public static final String ADMIN = "an-admins-secret";
    public static final int BURST = 500;

    @Override
    public Map<String, String> getConfigOverrides() {
        var config = new HashMap<String, String>();
        config.put("monitoring.auth.mode", "api-key");
        config.put("monitoring.admin.token-sha256", TestAuth.sha256(ADMIN));
        key(config, "payments-writer", "write", "payments-*");
        key(config, "payments-reader", "read", "payments-*");
        key(config, "payments-reader-new", "read", "payments-*");
        key(config, "orders", "write,read", "orders,orders-*");
        key(config, "everything", "write,read", "*");
        key(config, "too-fast", "read", "*");
        config.put("monitoring.overload.rate-per-second", "0.001");
        config.put("monitoring.overload.burst", Integer.toString(BURST));
        return config;
    }

    public static String bearer(String name) {
        return "Bearer " + name + "-secret";
    }

    protected static void key(Map<String, String> config, String name, String scopes, String services) {
        String prefix = "monitoring.auth.keys.\"" + name + "\".";
        config.put(prefix + "sha256", TestAuth.sha256(name + "-secret"));
        config.put(prefix + "scopes", scopes);
        config.put(prefix + "services", services);
    }
}
