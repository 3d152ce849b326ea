package io.monitoring.resilience.fleet;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The trials of an open breaker, but for when the first is made.
 *
 * @param every the mean time between trials that are not answered
 * @param confirmAfter how long after a trial that was answered the next one is due
 * @param answers how many trials in a row must be answered
 */
record TrialTiming(Duration every, Duration confirmAfter, int answers) {

    /** A dependency that comes and goes answers once by chance; twice, a second apart, seldom. */
    static final TrialTiming DEFAULT = new TrialTiming(Duration.ofSeconds(5), Duration.ofSeconds(1), 2);

    /** Tests have no time: theirs is an alternative. */
    @Singleton
    static class Source {
        @Produces
        @DefaultBean
        TrialTiming timing() {
            return DEFAULT;
        }
    }
}
