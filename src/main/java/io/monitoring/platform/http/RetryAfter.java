package io.monitoring.platform.http;

import java.time.Duration;

/** The {@code Retry-After} header, which knows whole seconds only. */
public final class RetryAfter {

    private RetryAfter() {}

    /** Rounded up, so that nobody comes back too early; at least one. */
    public static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }
}
