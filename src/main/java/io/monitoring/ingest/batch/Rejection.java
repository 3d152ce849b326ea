package io.monitoring.ingest.batch;

import io.monitoring.platform.http.ProblemCode;
import java.util.Objects;

/** A point that was not taken: where it stood in the request (from 0, over all series), and the first thing wrong with it. */
public record Rejection(int index, String field, String detail, ProblemCode code) {

    /** A point that is not valid. */
    public Rejection(int index, String field, String detail) {
        this(index, field, detail, ProblemCode.INVALID);
    }

    public Rejection {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(detail, "detail");
        if (index < 0) {
            throw new IllegalArgumentException("negative index " + index);
        }
    }
}
