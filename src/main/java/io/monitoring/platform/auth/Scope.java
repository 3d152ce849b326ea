package io.monitoring.platform.auth;

import java.util.Locale;

/** What a key may be allowed to do. */
public enum Scope {
    WRITE,
    READ;

    /** As it is written in the configuration. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
