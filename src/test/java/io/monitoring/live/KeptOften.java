package io.monitoring.live;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** For profiles in which detectors are kept twice an hour. */
@Alternative
@Singleton
public class KeptOften {

    @Produces
    DetectorKeeping keeping() {
        return new DetectorKeeping(Duration.ofMinutes(30));
    }
}
