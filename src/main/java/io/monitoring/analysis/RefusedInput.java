package io.monitoring.analysis;

import java.util.Objects;

/** What was handed in cannot be computed with; {@link #field()} names the part, as the caller would write it. */
public final class RefusedInput extends IllegalArgumentException {

    private final String field;

    /** A field such as {@code series[3].points[17]}, and what is wrong with it, such as {@code must be finite}. */
    public RefusedInput(String field, String detail) {
        super(field + " " + detail);
        this.field = Objects.requireNonNull(field);
    }

    public String field() {
        return field;
    }
}
