package io.monitoring.platform.guard;

import java.time.Duration;

/** A dependency failed a call, whatever the call was. What the caller did wrong is never one of these. */
public abstract sealed class DependencyException extends RuntimeException {

    private final String dependency;
    private final Duration retryAfter;

    private DependencyException(String dependency, String message, Duration retryAfter, Throwable cause) {
        super(message, cause, false, false);
        this.dependency = dependency;
        this.retryAfter = retryAfter;
    }

    /** {@code dynamodb}, {@code sqs}, ... as in {@link Dependencies}. */
    public String dependency() {
        return dependency;
    }

    /** When trying again is worth it: at least one second. For an open breaker, what remains of its open time. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Nothing was changed: nothing was sent, or every attempt was turned away. A failed read is always this. */
    public static final class Unavailable extends DependencyException {
        public Unavailable(String dependency, String message, Duration retryAfter, Throwable cause) {
            super(dependency, message, retryAfter, cause);
        }
    }

    /**
     * A write went out and it is not known whether it was carried out: at least one of its attempts got no answer, and
     * none succeeded. The cause is what the last attempt came to; where that is an SDK exception the dependency answered
     * it (a {@code ConditionalCheckFailedException} here may be the trace of the write's own first attempt).
     */
    public static final class OutcomeUnknown extends DependencyException {
        public OutcomeUnknown(String dependency, String message, Duration retryAfter, Throwable cause) {
            super(dependency, message, retryAfter, cause);
        }
    }
}
