package io.monitoring.platform;

/**
 * What one attempt of a guarded call came to, in the terms that retry and breaker decide by. The class carries the
 * decision because the fault tolerance annotations choose by class; none of these leaves the package.
 */
abstract sealed class AttemptFailure extends RuntimeException {

    private final String kind;

    private AttemptFailure(String kind, Throwable cause) {
        super(kind, cause, false, false);
        this.kind = kind;
    }

    /** One lower-case word or two for logs, metrics and {@code /health}; never a message of somebody else. */
    String kind() {
        return kind;
    }

    /** The dependency is well and said no: not counted against it. */
    abstract static sealed class Answered extends AttemptFailure {
        private Answered(String kind, Throwable cause) {
            super(kind, cause);
        }
    }

    /** A failed condition, a bad request, or a mistake of ours before anything was sent: repeating changes nothing. */
    static final class CallersFault extends Answered {
        CallersFault(Throwable cause) {
            super("client_error", cause);
        }
    }

    /** Two writes met on one item: repeated, and no sign of an outage. */
    static final class Contended extends Answered {
        Contended(Throwable cause) {
            super("contended", cause);
        }
    }

    /** Turned away or never sent, certainly not carried out: counted and repeated. */
    static final class Refused extends AttemptFailure {
        Refused(String kind, Throwable cause) {
            super(kind, cause);
        }
    }

    /**
     * A missing table or queue, or no permission: the service is as useless to us as when it is away, so it is counted;
     * but the next 100 ms will not change it, so it is not repeated.
     */
    static final class Misconfigured extends AttemptFailure {
        Misconfigured(String kind, Throwable cause) {
            super(kind, cause);
        }
    }

    /** Sent, and not known what became of it: counted and repeated. */
    static final class Unanswered extends AttemptFailure {
        Unanswered(String kind, Throwable cause) {
            super(kind, cause);
        }
    }
}
