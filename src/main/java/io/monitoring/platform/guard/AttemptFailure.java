package io.monitoring.platform.guard;

/**
 * What one attempt of a guarded call came to, in the terms that retry and breaker decide by. The class carries the
 * decision because the fault tolerance annotations choose by class; none of these leaves the package.
 */
public abstract sealed class AttemptFailure extends RuntimeException {

    private final String kind;

    private AttemptFailure(String kind, Throwable cause) {
        super(kind, cause, false, false);
        this.kind = kind;
    }

    /** One lower-case word or two for logs, metrics and {@code /health}; never a message of somebody else. */
    public String kind() {
        return kind;
    }

    /** The dependency is well and said no: not counted against it. */
    public abstract static sealed class Answered extends AttemptFailure {
        private Answered(String kind, Throwable cause) {
            super(kind, cause);
        }
    }

    /** A failed condition, a bad request, or a mistake of ours before anything was sent: repeating changes nothing. */
    public static final class CallersFault extends Answered {
        public CallersFault(Throwable cause) {
            super("client_error", cause);
        }
    }

    /** Two writes met on one item: repeated, and no sign of an outage. */
    public static final class Contended extends Answered {
        public Contended(Throwable cause) {
            super("contended", cause);
        }
    }

    /** Turned away or never sent, certainly not carried out: counted and repeated. */
    public static final class Refused extends AttemptFailure {
        public Refused(String kind, Throwable cause) {
            super(kind, cause);
        }
    }

    /**
     * A missing table or queue, or no permission: the service is as useless to us as when it is away, so it is counted;
     * but the next 100 ms will not change it, so it is not repeated.
     */
    public static final class Misconfigured extends AttemptFailure {
        public Misconfigured(String kind, Throwable cause) {
            super(kind, cause);
        }
    }

    /** Sent, and not known what became of it: counted and repeated. */
    public static final class Unanswered extends AttemptFailure {
        public Unanswered(String kind, Throwable cause) {
            super(kind, cause);
        }
    }
}
