package io.monitoring.platform.http;

/** The kinds of errors of the HTTP contract; the code is the end of the document's {@code type}. */
public enum ProblemCode {
    MALFORMED(400, "malformed", "The request cannot be read"),
    INVALID(400, "invalid", "The request is not valid"),
    UNKNOWN_PARAMETER(400, "unknown-parameter", "The request has a parameter that is not known here"),
    UNAUTHENTICATED(401, "unauthenticated", "A valid token is needed"),
    FORBIDDEN(403, "forbidden", "This is not allowed"),
    NOT_FOUND(404, "not-found", "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not served here"),
    NOT_ACCEPTABLE(406, "not-acceptable", "No accepted media type is served here"),
    TOO_SLOW(408, "too-slow", "The request did not arrive in time"),
    CONFLICT(409, "conflict", "The request conflicts with what is stored"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "This media type cannot be read here"),
    KEY_REUSED(422, "key-reused", "The idempotency key belongs to another request"),
    TOO_MANY_REQUESTS(429, "too-many-requests", "Too many requests"),
    INTERNAL(500, "internal", "Something is wrong on our side"),
    STOPPING(503, "stopping", "This instance is being stopped"),
    OVERLOADED(503, "overloaded", "There is more to do than can be done"),
    UNAVAILABLE(503, "unavailable", "A service this one depends on is not available"),
    OUTCOME_UNKNOWN(504, "outcome-unknown", "It is not known whether the request was carried out"),
    VERSION_NOT_SUPPORTED(505, "version-not-supported", "This version of HTTP is not supported here");

    private final int status;
    private final String code;
    private final String title;

    ProblemCode(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** The kind for a status that the framework chose; what has no kind of its own is a 400 or a 500 by its class. */
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> TOO_SLOW;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED : INTERNAL;
        };
    }
}
