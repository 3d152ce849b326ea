package io.monitoring.platform.auth;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who may use the admin routes. */
@ConfigMapping(prefix = "monitoring.admin")
public interface AdminConfig {

    /** SHA-256 hashes of the admin tokens, in hexadecimal; several are valid at once, so that they can be rotated. */
    Optional<List<String>> tokenSha256();
}
