package io.monitoring.store;

import io.monitoring.platform.config.InternalConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long a write may take, and when a worker counts on seeing it. No settings: with a settling time that is not longer than
 * the budget, the worker would leave out points that were acknowledged (decision 2).
 *
 * @param budget the longest a write may take from its stamp to its answer; a slower one is answered as of unknown outcome
 * @param settle how old a write has to be before the worker counts on seeing it: more than the budget, by the difference
 *     between the clocks of two instances
 */
public record WriteTiming(Duration budget, Duration settle) {

    /**
     * Two calls, each of which has given up after 1.8 s, fit into the budget. The clocks of two instances may be 6 s apart:
     * machines with NTP stay within milliseconds.
     */
    public static final WriteTiming DEFAULT = new WriteTiming(Duration.ofSeconds(4), Duration.ofSeconds(10));

    public WriteTiming {
        if (settle.compareTo(budget) <= 0) {
            throw new IllegalArgumentException("the settling time (" + settle
                    + ") must be longer than the budget of a write (" + budget + "), or points could be overlooked");
        }
    }

    @Singleton
    static class Source {
        @Produces
        @Singleton
        WriteTiming timing(InternalConfig internal) {
            return new WriteTiming(
                    internal.writeBudget().orElse(DEFAULT.budget()),
                    internal.settle().orElse(DEFAULT.settle()));
        }
    }
}
