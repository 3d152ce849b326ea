package io.monitoring.analysis.anomaly;

import java.time.Duration;
import java.time.Instant;

/**
 * Watches one series, point by point. Five signals are taken from it: the value, its short-term mean, short-term less
 * long-term mean, the mean step between values, and what remains beside the best of an hourly, a daily and a weekly
 * pattern. Each has a range in which it has been; by how much the most unusual one leaves its range, in margins, is the
 * score {@code m / (1 + m)}. After an alarm the next {@link DetectorTuning#quiet} points raise none
 * unless they are far worse, so an incident is an alarm or two.
 *
 * <p>Not thread-safe. The state is kept by {@link DetectorState}.
 */
public final class Detector {

    /** Values beyond are taken for it: sums of such are finite, also in the four bytes of a pattern's mean. */
    private static final double GREATEST = 1e30;

    /** A range is at least this share of the long-term mean wide. */
    private static final double LEAST_WIDTH = 1e-3;

    private static final double TINY = 1e-12;
    /** Weight of a new point in the mean of everything, at least. */
    private static final double LEAST_WEIGHT = 1e-3;

    /** Of the error without a pattern, which a pattern must not exceed to be used. */
    private static final double WORTH = 0.7;

    /** An alarm is raised during the quiet time by what is so many times as far out as all since the last one. */
    private static final double WORSE = 5;

    /** Long-term means' times after which they have parted from the short-term ones, with which they begin. */
    private static final double PARTED = 2;

    /** Values of a mean resemble the ones before: it takes so many times as long to know their range. */
    private static final double RESEMBLANCE = 2;

    /** Missed points after which a step between values says nothing. */
    private static final double GAP = 3;

    final DetectorTuning tuning;
    final UsualRange value = new UsualRange();
    final UsualRange level = new UsualRange();
    final UsualRange shift = new UsualRange();
    final UsualRange activity = new UsualRange();
    final Season[] seasons = {
        new Season(Duration.ofHours(1).toMillis(), 20),
        new Season(Duration.ofDays(1).toMillis(), 48),
        new Season(Duration.ofDays(7).toMillis(), 56)
    };

    int seen;
    long last;
    /** Between points, in milliseconds, as learned. */
    double interval;

    double fast;
    double slow;
    double mean;
    double previous;
    double step;
    /** Smoothed absolute difference from the mean: the error of predicting without a pattern. */
    double spread;
    /** Points until an alarm may be raised again. */
    double quiet;
    /** Margins by which a signal was out, at most, since the last alarm. */
    double worst;

    // What the point at hand has shown so far.
    private double most;
    private Signal signal;
    private double observed;
    private double low;
    private double high;

    public Detector() {
        this(DetectorTuning.LIVE);
    }

    Detector(DetectorTuning tuning) {
        this.tuning = tuning;
    }

    /** {@link #read(long, double)} with an instant. */
    public PointScore read(Instant at, double measured) {
        return read(at.toEpochMilli(), measured);
    }

    /**
     * Takes the next point. What is not later than the last point, or is not a finite number, changes nothing and scores
     * 0: points may be delivered again.
     *
     * @param time in epoch milliseconds
     * @param measured in the series' unit
     */
    public PointScore read(long time, double measured) {
        if (!Double.isFinite(measured) || (seen > 0 && time <= last)) {
            return new PointScore(0, null, measured, value.low, value.high);
        }
        double x = Math.max(-GREATEST, Math.min(GREATEST, measured));
        double steps = seen == 0 ? 1 : stepsTo(time);
        if (seen == 0) {
            begin(x);
        }
        seen = Math.min(seen + 1, Integer.MAX_VALUE - 1);
        last = time;
        most = 0;
        signal = null;
        observed = x;
        low = Math.min(value.low, x);
        high = Math.max(value.high, x);
        double least = LEAST_WIDTH * Math.abs(mean) + TINY;
        watchSeasons(time, x, least);
        mean += Math.max(LEAST_WEIGHT, 1.0 / seen) * (x - mean);
        watchLevels(x, steps, least);
        return reading(steps);
    }

    /** The time of the last point taken, in epoch milliseconds; 0 before the first. */
    public long last() {
        return last;
    }

    UsualRange[] ranges() {
        return new UsualRange[] {value, level, shift, activity};
    }

    private void begin(double x) {
        fast = x;
        slow = x;
        mean = x;
        previous = x;
        for (Season season : seasons) {
            season.origin = x;
        }
    }

    /** How many intervals have passed since the last point, at least 1; learns the interval. */
    private double stepsTo(long time) {
        double passed = (double) time - last;
        if (interval == 0) {
            interval = passed;
        }
        double steps = Math.max(1, Math.rint(passed / interval));
        interval += Math.max(0.05, 1.0 / seen) * (Math.min(passed, 2 * interval) - interval);
        return steps;
    }

    private void watchLevels(double x, double steps, double least) {
        double fastWeight = weight(tuning.fast(), steps);
        fast += fastWeight * (x - fast);
        slow += weight(tuning.slow(), steps) * (x - slow);
        if (steps <= GAP) {
            step += fastWeight * (Math.abs(x - previous) - step);
        }
        previous = x;
        watch(Signal.VALUE, value, x, 0, tuning.value(), least);
        watch(Signal.LEVEL, level, fast, 0, tuning.level(), least);
        if (seen > PARTED / tuning.slow()) {
            watch(Signal.SHIFT, shift, fast - slow, slow, tuning.shift(), least);
        }
        watch(Signal.ACTIVITY, activity, step, 0, tuning.activity(), least);
    }

    /** Points after a gap weigh as if those missed had been like them; the first ones weigh as in a plain mean. */
    private double weight(double settled, double steps) {
        double weight = Math.max(settled, 1.0 / seen);
        return steps == 1 ? weight : 1 - Math.pow(1 - weight, steps);
    }

    private void watchSeasons(long time, double x, double least) {
        double weight = tuning.slow();
        double difference = Math.abs(x - mean);
        Season best = null;
        double prediction = 0;
        for (Season season : seasons) {
            double predicted = season.prediction(time);
            if (!Double.isNaN(predicted)) {
                double residual = x - predicted;
                if (season.range.seen == 0) {
                    season.error = spread;
                }
                season.residual += tuning.residual() * (residual - season.residual);
                season.error += weight * (Math.abs(residual) - season.error);
                if (season.proven(time)
                        && season.error < WORTH * spread
                        && (best == null || season.error < best.error)) {
                    best = season;
                    prediction = predicted;
                }
            }
        }
        spread += weight * (difference - spread);
        for (Season season : seasons) {
            if (season == best) {
                watch(Signal.SEASON, season.range, season.residual, prediction, tuning.season(), least);
            } else if (!Double.isNaN(season.prediction(time))) {
                season.range.learn(season.residual, least, tuning.memory(), tuning.stretch());
            }
            season.learn(time, x);
        }
    }

    /** Compares a signal with its range, then lets the range learn it. {@code zero} is the value at which the signal is 0. */
    private void watch(Signal what, UsualRange range, double now, double zero, double margin, double least) {
        boolean single = what == Signal.VALUE || what == Signal.SEASON;
        double warmUp = single ? tuning.warmUp() : RESEMBLANCE * tuning.warmUp();
        double margins = range.excess(now, least, warmUp) / margin;
        if (margins > most) {
            most = margins;
            signal = what;
            observed = zero + now;
            low = zero + range.low;
            high = zero + range.high;
        }
        range.learn(now, least, tuning.memory(), tuning.stretch());
    }

    private PointScore reading(double steps) {
        double score = most / (1 + most);
        if (quiet > 0 && most <= WORSE * worst) {
            worst = Math.max(worst, most);
            quiet = Math.max(0, quiet - steps);
            score = Math.min(score, PointScore.QUIET);
        } else if (score >= PointScore.ALARM) {
            quiet = tuning.quiet();
            worst = most;
        }
        return new PointScore(score, signal, observed, low, high);
    }
}
