package io.monitoring.platform.auth;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The application with API keys. A key's text is its name with {@code -secret}. */
public class ApiKeyProfile implements QuarkusTestProfile {

    public static final String ADMIN = "an-admins-secret";

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
        return config;
    }

    static String bearer(String name) {
        return "Bearer " + name + "-secret";
    }

    protected static void key(Map<String, String> config, String name, String scopes, String services) {
        String prefix = "monitoring.auth.keys.\"" + name + "\".";
        config.put(prefix + "sha256", TestAuth.sha256(name + "-secret"));
        config.put(prefix + "scopes", scopes);
        config.put(prefix + "services", services);
    }
}
