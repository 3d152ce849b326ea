package io.monitoring.metrics;

import java.util.Objects;

/** A point that was not taken: where it stood in the request (from 0, over all series), and the first thing wrong with it. */
public record Rejection(int index, String field, String detail) {

    public Rejection {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(detail, "detail");
        if (index < 0) {
            throw new IllegalArgumentException("negative index " + index);
        }
    }
}
