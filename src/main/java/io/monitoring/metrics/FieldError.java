package io.monitoring.metrics;

import java.util.Objects;

/** What is wrong with one field of a request; {@code body} when it is the request as a whole. */
public record FieldError(String field, String detail) {

    public FieldError {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(detail, "detail");
    }
}
