package io.monitoring.platform.aws;

/** The table or the queues cannot be used as they are, or cannot be made: the start must not go on. */
public final class BootstrapException extends RuntimeException {

    public BootstrapException(String message) {
        super(message);
    }

    public BootstrapException(String message, Throwable cause) {
        super(message, cause);
    }
}
