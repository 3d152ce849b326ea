package io.monitoring.platform.start;

/** The configuration is not one to start with; the message names every property that has to change. */
public final class UnsafeStartException extends RuntimeException {

    UnsafeStartException(String message) {
        super(message, null, false, false);
    }
}
