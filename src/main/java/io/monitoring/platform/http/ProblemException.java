package io.monitoring.platform.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An error that the contract names, on its way to the client. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(ProblemCode code, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(code.code() + ": " + detail, null, false, false);
        this.problem = Problem.of(code, detail, errors);
        this.headers = Map.copyOf(headers);
    }

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, List.of(), Map.of());
    }

    public ProblemException(ProblemCode code, String detail, List<FieldError> errors) {
        this(code, detail, errors, Map.of());
    }

    public ProblemException(ProblemCode code, String detail, Duration retryAfter) {
        this(code, detail, List.of(), Map.of("Retry-After", RetryAfter.seconds(retryAfter)));
    }

    /** 400: one field or parameter is wrong. */
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemCode.INVALID, field + ": " + detail, List.of(new FieldError(field, detail)));
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
