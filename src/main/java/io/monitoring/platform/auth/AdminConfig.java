package io.monitoring.platform.auth;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who may use the admin routes. */
@ConfigMapping(prefix = "monitoring.admin")
public interface AdminConfig {

    /**
     * The admin tokens, each as {@code <name>:<SHA-256 hash in hexadecimal>} or as the hash alone; the name is shown with
     * what its bearer did. Several are valid at once, so that they can be rotated.
     */
    Optional<List<String>> tokenSha256();
}
