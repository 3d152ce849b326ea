package io.monitoring.resilience.fleet;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** For profiles in which an open breaker is tried: twice a second. */
@Alternative
@Singleton
public class QuickTrials {

    @Produces
    TrialTiming timing() {
        return new TrialTiming(Duration.ofMillis(500), Duration.ofMillis(500), TrialTiming.DEFAULT.answers());
    }
}
