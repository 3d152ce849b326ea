package io.monitoring.analysis.slo;

import io.monitoring.analysis.RefusedInput;
import java.time.Duration;

/**
 * So much of the requests of a period are to be good.
 *
 * @param target share of good requests, above 0 and below 1, such as 0.999
 * @param period what the objective is about, such as 30 days
 */
public record Objective(double target, Duration period) {

    /** @throws RefusedInput for a target outside (0, 1) or a period that is not positive */
    public Objective {
        if (!(target > 0 && target < 1)) {
            throw new RefusedInput("target", "must be above 0 and below 1");
        }
        if (period == null || period.isZero() || period.isNegative()) {
            throw new RefusedInput("period", "must be positive");
        }
    }

    /** Share of requests that may fail. */
    public double budget() {
        return 1 - target;
    }
}
