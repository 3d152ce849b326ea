package io.monitoring.platform.auth;

import java.util.Locale;

/** What a caller may be allowed to do. */
public enum Scope {
    WRITE,
    READ,
    /** What changes how the service runs. Of admin tokens, and of access tokens with the admin scope; never of a key. */
    ADMIN;

    /** As it is written in the configuration. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
