package io.monitoring.analysis.slo;

import io.monitoring.analysis.RefusedInput;

/** Requests of a window, and those of them that failed. */
public record Tally(double requests, double failed) {

    /** @throws RefusedInput for numbers that are negative or not finite, or more failures than requests */
    public Tally {
        if (!(requests >= 0 && Double.isFinite(requests))) {
            throw new RefusedInput("requests", "must be a finite number, not negative");
        }
        if (!(failed >= 0 && failed <= requests)) {
            throw new RefusedInput("failed", "must be from 0 to the number of requests");
        }
    }

    /** Share of requests that failed; 0 without requests, since nobody was failed. */
    public double errorRatio() {
        return requests == 0 ? 0 : failed / requests;
    }

    /** Share of requests that were good. */
    public double availability() {
        return 1 - errorRatio();
    }

    /** How many times as fast as allowed the budget is being spent: 1 spends exactly all of it over the period. */
    public double burnRate(Objective objective) {
        return errorRatio() / objective.budget();
    }
}
