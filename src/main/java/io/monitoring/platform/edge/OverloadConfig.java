package io.monitoring.platform.edge;

import io.monitoring.platform.config.Checked;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How much may be going on at once. {@code /health}, {@code /admin} and {@code /q} are beyond these. */
@ConfigMapping(prefix = "monitoring.overload")
public interface OverloadConfig {

    /**
     * The most requests at work at once, counted from the moment their body has arrived; more are answered 503.
     * While event loops are late it is less, down to 64.
     */
    @WithDefault("256")
    @WithConverter(Places.class)
    int maxConcurrent();

    /**
     * The most bytes of bodies in memory at once, a compressed one counted as the largest that may come of it; more are
     * answered 503. Without it, a quarter of the heap.
     */
    Optional<MemorySize> maxBodyBytesInFlight();

    /** How many requests a second one key (without keys, one client address) may send; 0: as many as it likes. */
    @WithDefault("0")
    @WithConverter(Rate.class)
    double ratePerSecond();

    /** How many requests a key may send at once after a pause. */
    @WithDefault("100")
    @WithConverter(Burst.class)
    int burst();

    /**
     * How long a body may take to arrive; slower ones are answered 408 and the connection is closed. Headers have 10
     * seconds, or this where it is shorter.
     */
    @WithDefault("30s")
    Duration bodyDeadline();

    final class Places extends Checked.Whole {
        public Places() {
            super(1, 100_000);
        }
    }

    final class Burst extends Checked.Whole {
        public Burst() {
            super(1, 1_000_000);
        }
    }

    final class Rate extends Checked.Fraction {
        public Rate() {
            super(0);
        }
    }
}
