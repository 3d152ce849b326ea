package io.monitoring.live;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often the detectors of a service are kept in the table; a worker that takes a service over reads the roll-ups since
 * then again.
 */
record DetectorKeeping(Duration every) {

    /** Detectors are large and workers seldom change: a few more roll-ups to be read then are cheaper than frequent writes. */
    static final DetectorKeeping DEFAULT = new DetectorKeeping(Duration.ofHours(6));

    /** Tests that see detectors kept have no six hours: theirs is an alternative. */
    @Singleton
    static class Source {
        @Produces
        @DefaultBean
        DetectorKeeping keeping() {
            return DEFAULT;
        }
    }
}
