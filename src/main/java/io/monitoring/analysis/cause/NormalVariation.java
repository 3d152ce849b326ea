package io.monitoring.analysis.cause;

import io.monitoring.analysis.MetricRole;
import io.monitoring.analysis.Robust;
import io.monitoring.analysis.TimeSeries;
import java.util.Arrays;

/**
 * Measures movements in sigmas of normal operation. The null distribution is not assumed but taken from the baseline: the
 * same difference of means, over as many points before and now, at places all over it. Its sigma is the larger of the
 * robust one and what the 97th percentile would be 1.88 of, since latencies have heavy tails.
 */
final class NormalVariation {

    /** Below this many points a baseline says little of its tails. */
    private static final int ENOUGH = 30;

    private static final int PLACES = 400;
    /** Normal operation may hold an incident or two: the worst thirtieth of it is not what a tail is read from. */
    private static final double TAIL = 0.97;

    private static final double TAIL_SIGMAS = 1.881;
    /** Nothing is more regular than this, relatively: coarse counters and constants would have no noise at all. */
    private static final double RELATIVE_NOISE = 0.02;

    private static final double AVAILABILITY_NOISE = 0.002;
    /** A series that was there in fewer of its steps than this has not gone silent when it has no points. */
    private static final double REGULAR = 0.8;

    private final RankingTuning tuning;

    NormalVariation(RankingTuning tuning) {
        this.tuning = tuning;
    }

    /**
     * @param baseline normal operation; empty when there is none
     * @param latest time of the last point of any series: a single point that is not there yet is only late
     * @param requests mean requests a point now; NaN when not known
     * @return null when there is nothing to compare
     */
    Movement measure(
            ServiceSeries series, TimeSeries baseline, Window window, long step, long latest, double requests) {
        MetricRole role = MetricRole.of(series.metric());
        double[] before = window.before(series.points());
        double[] now = window.now(series.points());
        double[] older = window.older(series.points());
        double[] normal = baseline.size() >= Math.min(ENOUGH, older.length) ? baseline.values() : older;
        if (now.length == 0) {
            return window.onset() + step <= latest && regular(series.points(), window, step)
                    ? silence(series, role, window, before, normal)
                    : null;
        }
        if (before.length == 0 && normal.length < ENOUGH) {
            // Called for the first time, or nearly: that is a change of its caller.
            return null;
        }
        double nowMean = Robust.mean(now);
        double beforeMean = Robust.mean(before);
        double normalMedian = Robust.median(normal);
        double floor = floor(role, full(role, normal, before, now), before, normal, requests * now.length);
        double[] steps = steps(normal, before.length, now.length);
        double[] levels = steps(normal, 0, now.length);
        double change = nowMean - (before.length > 0 ? beforeMean : normalMedian);
        int direction = role.isSymptom() ? role.bad() : (change < 0 ? -1 : 1);
        double stepNoise = steps.length > 0
                ? noise(steps, direction, floor)
                : Math.max(
                        floor, sigma(normal, before) * Math.sqrt(1.0 / Math.max(1, before.length) + 1.0 / now.length));
        double stepSigmas = change * direction / stepNoise;
        double levelSigmas = levels.length > 0
                ? tuning.levelWeight() * (nowMean - normalMedian) * direction / noise(levels, direction, floor)
                : Double.POSITIVE_INFINITY;
        double strength = Math.min(stepSigmas, levelSigmas);
        return new Movement(
                series,
                role,
                window,
                beforeMean,
                nowMean,
                normalMedian,
                change,
                stepNoise,
                role.isSymptom() ? strength : strength * direction,
                matters(role, change, before.length > 0 ? beforeMean : normalMedian, full(role, normal, before, now)),
                false);
    }

    private static Movement silence(
            ServiceSeries series, MetricRole role, Window window, double[] before, double[] normal) {
        return new Movement(
                series,
                role,
                window,
                Robust.mean(before),
                Double.NaN,
                Robust.median(normal),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                false,
                true);
    }

    private static boolean regular(TimeSeries points, Window window, long step) {
        long first = points.isEmpty() ? window.onset() : Math.max(window.before(), points.seconds(0));
        double expected = Math.max(1, (window.onset() - first) / (double) step);
        return window.before(points).length >= Math.max(2, REGULAR * expected);
    }

    /** Differences of the means of neighbouring stretches; with nothing before, means of stretches from the median. */
    private static double[] steps(double[] normal, int before, int now) {
        int places = normal.length - before - now + 1;
        if (normal.length < ENOUGH || places < ENOUGH / 2) {
            return new double[0];
        }
        double[] sums = new double[normal.length + 1];
        for (int i = 0; i < normal.length; i++) {
            sums[i + 1] = sums[i] + normal[i];
        }
        int stride = Math.max(1, places / PLACES);
        double median = before == 0 ? Robust.median(normal) : 0;
        double[] steps = new double[(places + stride - 1) / stride];
        for (int i = 0; i < steps.length; i++) {
            int onset = i * stride + before;
            double reference = before == 0 ? median : (sums[onset] - sums[onset - before]) / before;
            steps[i] = (sums[onset + now] - sums[onset]) / now - reference;
        }
        return steps;
    }

    private static double noise(double[] steps, int direction, double floor) {
        double tail = Math.abs(Robust.quantile(steps, direction > 0 ? TAIL : 1 - TAIL)) / TAIL_SIGMAS;
        return Math.max(floor, Math.max(Robust.sigma(steps), tail));
    }

    /** The spread around their own medians of two stretches of too few points for more. */
    private static double sigma(double[] normal, double[] before) {
        return Math.max(normal.length < 3 ? 0 : Robust.sigma(normal), before.length < 3 ? 0 : Robust.sigma(before));
    }

    /** 100 where an availability is per cent, 1 where it is a ratio. */
    static double full(MetricRole role, double[]... stretches) {
        if (role != MetricRole.AVAILABILITY) {
            return 1;
        }
        return Arrays.stream(stretches).flatMapToDouble(Arrays::stream).anyMatch(value -> value > 1.000001) ? 100 : 1;
    }

    private double floor(MetricRole role, double full, double[] before, double[] normal, double requests) {
        double size = Math.max(mean(before), mean(normal));
        return switch (role) {
            // One failed request more or less is no news: a sigma is at least one of them.
            case AVAILABILITY -> full * Math.max(AVAILABILITY_NOISE, requests >= 1 ? 1 / requests : 0);
            // Counts scatter like the root of their size.
            case REQUESTS, ERRORS -> Math.max(RELATIVE_NOISE * size, size > 1 ? Math.sqrt(size) / 2 : 0.01);
            case LATENCY, SATURATION, OTHER -> Math.max(RELATIVE_NOISE * size, Double.MIN_NORMAL);
        };
    }

    private static double mean(double[] values) {
        return values.length == 0 ? 0 : Math.abs(Robust.mean(values));
    }

    private boolean matters(MetricRole role, double change, double from, double full) {
        double size = Math.abs(from);
        return switch (role) {
            case AVAILABILITY -> Math.abs(change) >= tuning.availabilityFloor() * full;
            case REQUESTS -> Math.abs(change) >= tuning.requestsFloor() * size;
            case LATENCY, ERRORS, SATURATION, OTHER -> Math.abs(change) >= tuning.latencyFloor() * size;
        };
    }
}
