package io.monitoring.resilience.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Whether the control item is within reach, as the last call told; after failures it is out of reach for a while. */
@ApplicationScoped
public class FleetReach {

    private static final Logger LOG = Logger.getLogger(FleetReach.class);

    /** The longest pause after failures: with the timeout of an attempt, an instance is back within 5 s. */
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(3);

    private final BackOff backOff;
    private final Clock clock;

    FleetReach(Clock clock) {
        this.backOff =
                new BackOff(LONGEST_BACK_OFF, () -> ThreadLocalRandom.current().nextDouble());
        this.clock = clock;
    }

    public boolean isWorthACall() {
        return backOff.over(clock.instant());
    }

    void succeeded() {
        if (backOff.succeeded()) {
            LOG.info("fleet: the control item is within reach again");
        }
    }

    void failed(Throwable failure) {
        if (backOff.failed(clock.instant())) {
            LOG.warnf("fleet: out of reach, this instance is on its own: %s", failure.getMessage());
        }
    }
}
