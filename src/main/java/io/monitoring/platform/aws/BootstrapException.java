package io.monitoring.platform.aws;

/** The table or the queues cannot be used as they are, or cannot be made: the start must not go on. */
public final class BootstrapException extends RuntimeException {

    BootstrapException(String message) {
        super(message);
    }

    BootstrapException(String message, Throwable cause) {
        super(message, cause);
    }
}
