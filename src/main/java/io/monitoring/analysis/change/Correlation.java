package io.monitoring.analysis.change;

import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.Evidence;
import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How two series move together: Spearman's rank correlation at the lag at which it is strongest.
 *
 * @param coefficient from -1 to 1
 * @param lag how much later the second series does what the first one did; negative when it is the earlier one
 * @param probability of a correlation as strong in two series that have nothing to do with each other, over all lags tried
 * @param pairs points that were compared
 */
public record Correlation(double coefficient, Duration lag, double probability, int pairs, Evidence evidence) {

    /** Fewer pairs say nothing. */
    public static final int FEWEST_PAIRS = 10;
    /** The most comparisons of points, over all lags: some seconds of work. */
    public static final int WORK_LIMIT = 20_000_000;
    /** The most lags that are tried in each direction. */
    public static final int LAGS_LIMIT = 1_000;

    /**
     * Compares two series at all lags up to {@code longest}, in steps of the coarser one. Times are rounded to that step.
     *
     * @return empty when at no lag there are {@link #FEWEST_PAIRS} points of both, or when one of them is constant
     * @throws RefusedInput for a negative lag, or one of more than {@link #LAGS_LIMIT} steps or
     *     {@link #WORK_LIMIT} comparisons
     */
    public static Optional<Correlation> of(
            String firstName, TimeSeries first, String secondName, TimeSeries second, Duration longest) {
        long step = Math.max(first.step().toSeconds(), second.step().toSeconds());
        if (longest.isNegative() || step > 0 && longest.toSeconds() / step > LAGS_LIMIT) {
            throw new RefusedInput("longest", "must be from 0 to " + LAGS_LIMIT + " steps of the series");
        }
        if (step == 0) {
            return Optional.empty();
        }
        long most = longest.toSeconds() / step;
        if ((2 * most + 1) * Math.min(first.size(), second.size()) > WORK_LIMIT) {
            throw new RefusedInput("longest", "times the points must be at most " + WORK_LIMIT);
        }
        List<Correlation> found = new ArrayList<>();
        for (long lag = -most; lag <= most; lag++) {
            at(lag, step, firstName, first, secondName, second, 2 * most + 1).ifPresent(found::add);
        }
        // Of equally strong ones the one nearest to no lag.
        return found.stream()
                .max(Comparator.comparingDouble((Correlation one) -> Math.abs(one.coefficient))
                        .thenComparing(one -> -Math.abs(one.lag.toSeconds())));
    }

    private static Optional<Correlation> at(
            long lag, long step, String firstName, TimeSeries first, String secondName, TimeSeries second, long tried) {
        double[] xs = new double[Math.min(first.size(), second.size())];
        double[] ys = new double[xs.length];
        int pairs = 0;
        int i = 0;
        int j = 0;
        int begin = -1;
        int end = -1;
        while (i < first.size() && j < second.size()) {
            long x = Math.floorDiv(first.seconds(i) + step / 2, step) + lag;
            long y = Math.floorDiv(second.seconds(j) + step / 2, step);
            if (x == y) {
                begin = begin < 0 ? i : begin;
                end = i;
                xs[pairs] = first.value(i++);
                ys[pairs++] = second.value(j++);
            } else if (x < y) {
                i++;
            } else {
                j++;
            }
        }
        if (pairs < FEWEST_PAIRS) {
            return Optional.empty();
        }
        double[] ranksX = Ranks.of(Arrays.copyOf(xs, pairs));
        double[] ranksY = Ranks.of(Arrays.copyOf(ys, pairs));
        double coefficient = pearson(ranksX, ranksY);
        if (Double.isNaN(coefficient)) {
            return Optional.empty();
        }
        double probability = Math.min(1, tried * chance(coefficient, ranksX, ranksY));
        Duration shift = Duration.ofSeconds(lag * step);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("coefficient", coefficient);
        numbers.put("lag_seconds", (double) shift.toSeconds());
        numbers.put("probability", probability);
        numbers.put("pairs", (double) pairs);
        String words = "%s and %s move %s%s (rank correlation %s over %d points)"
                .formatted(
                        firstName,
                        secondName,
                        coefficient < 0 ? "against each other" : "together",
                        lag == 0 ? "" : ", the " + (lag > 0 ? "second" : "first") + " later by " + shift.abs(),
                        Decimal.of(coefficient),
                        pairs);
        Evidence evidence =
                new Evidence(firstName + ", " + secondName, first.time(begin), first.time(end), numbers, words);
        return Optional.of(new Correlation(coefficient, shift, probability, pairs, evidence));
    }

    /**
     * Both tails of Fisher's z of a rank correlation, whose variance is 1.06 / (n - 3) (Fieller, Hartley and Pearson
     * 1957). n is the effective number of pairs of two autocorrelated series, n (1 - ab) / (1 + ab), with a and b their
     * autocorrelations at one step (Bartlett 1935).
     */
    private static double chance(double coefficient, double[] xs, double[] ys) {
        double both = autocorrelation(xs) * autocorrelation(ys);
        double product = Double.isNaN(both) ? 0 : Math.clamp(both, 0, 0.98);
        double effective = Math.max(4, xs.length * (1 - product) / (1 + product));
        double bounded = Math.clamp(coefficient, -0.999999, 0.999999);
        double z = Math.abs(0.5 * Math.log((1 + bounded) / (1 - bounded))) * Math.sqrt((effective - 3) / 1.06);
        return 2 * upperTail(z);
    }

    /** P(Z > z) of a normal Z for z >= 0, to 7.5e-8 (Abramowitz and Stegun 26.2.17). */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
    }

    private static double autocorrelation(double[] ranks) {
        return pearson(Arrays.copyOf(ranks, ranks.length - 1), Arrays.copyOfRange(ranks, 1, ranks.length));
    }

    private static double pearson(double[] xs, double[] ys) {
        double meanX = Arrays.stream(xs).average().orElse(0);
        double meanY = Arrays.stream(ys).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < xs.length; i++) {
            xy += (xs[i] - meanX) * (ys[i] - meanY);
            xx += (xs[i] - meanX) * (xs[i] - meanX);
            yy += (ys[i] - meanY) * (ys[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
