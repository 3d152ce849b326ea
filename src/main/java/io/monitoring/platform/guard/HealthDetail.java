package io.monitoring.platform.guard;

import java.util.Optional;

/** Something that a feature adds to {@code /health}. Answers from memory, at once. */
public interface HealthDetail {

    /** Its name in the document, in snake_case. */
    String field();

    /** Empty while there is nothing to say. */
    Optional<Object> value();
}
