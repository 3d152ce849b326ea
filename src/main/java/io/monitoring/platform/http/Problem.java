package io.monitoring.platform.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * An error as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> has it.
 *
 * @param type {@code urn:monitoring:problem:<code>}: a name to compare, not an address to fetch. A relative
 *     {@code /problems/...} would promise a page on whatever host the client came by
 * @param errors one entry for each field that is wrong; empty where the request as a whole is
 * @param error the same text as {@code detail}, for clients that were there before problem documents
 */
@RegisterForReflection(targets = {Problem.class, FieldError.class})
public record Problem(String type, String title, int status, String detail, List<FieldError> errors, String error) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:monitoring:problem:";

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemCode code, String detail, List<FieldError> errors) {
        return new Problem(TYPE_PREFIX + code.code(), code.title(), code.status(), detail, errors, detail);
    }

    public static Problem of(ProblemCode code, String detail) {
        return of(code, detail, List.of());
    }
}
