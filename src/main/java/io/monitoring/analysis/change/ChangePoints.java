package io.monitoring.analysis.change;

import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.Evidence;
import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.Robust;
import io.monitoring.analysis.TimeSeries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds changes of level by binary segmentation with Pettitt's rank test (A. N. Pettitt, "A non-parametric approach to
 * the change-point problem", Applied Statistics 28, 1979): of all places the one where the ranks before and after differ
 * most, {@code U_k = 2 R_k - k (n + 1)} with {@code R_k} the sum of the first k ranks, has
 * {@code p = 2 exp(-6 K^2 / (n^3 + n^2))}, {@code K = max |U_k|}. Ranks make it indifferent to units, outliers and the
 * shape of the noise. Neighbouring points of a real series resemble each other, which the test does not expect:
 * {@code K^2} is divided by {@code (1 + r) / (1 - r)}, r being the autocorrelation of the residuals at one step (as in
 * effective sample sizes of the mean of an AR(1) process). Both halves of a split are searched at half the rate, so a
 * series without a change has one found with at most the rate asked for, if its noise is at most AR(1).
 *
 * <p>A level that a few points have held does not stand out by ranks, and the one that has just begun is the one that is
 * asked about: in what the test leaves whole, {@link ShortLevels} looks for it by size.
 */
public final class ChangePoints {

    /** How often a change is found in a series that has none. */
    public static final double FALSE_POSITIVE_RATE = 0.01;

    /** A level is held by at least this many points, or it is a spike. */
    private static final int SHORTEST = 5;

    private final TimeSeries series;
    private final double[] values;

    private ChangePoints(TimeSeries series) {
        this.series = series;
        this.values = series.values();
    }

    /** {@link #in(String, TimeSeries, double)} at {@link #FALSE_POSITIVE_RATE}. */
    public static List<ChangePoint> in(String name, TimeSeries series) {
        return in(name, series, FALSE_POSITIVE_RATE);
    }

    /**
     * The changes in the order of time; none in a series of fewer than ten points.
     *
     * @param name what the evidence calls the series
     * @param rate the false-positive rate, above 0 and at most 0.5
     * @throws RefusedInput for another rate
     */
    public static List<ChangePoint> in(String name, TimeSeries series, double rate) {
        if (!(rate > 0 && rate <= 0.5)) {
            throw new RefusedInput("rate", "must be above 0 and at most 0.5");
        }
        return new ChangePoints(series).found(name, rate);
    }

    private record Stretch(int from, int to, double rate) {}

    private record Split(int at, double probability) {}

    private List<ChangePoint> found(String name, double rate) {
        TreeSet<Integer> places = new TreeSet<>(List.of(0, values.length));
        Deque<Stretch> open = new ArrayDeque<>(List.of(new Stretch(0, values.length, rate)));
        while (!open.isEmpty()) {
            Stretch stretch = open.pop();
            Split split = split(stretch.from, stretch.to);
            if (split != null && split.probability < stretch.rate) {
                places.add(split.at);
                open.push(new Stretch(stretch.from, split.at, stretch.rate / 2));
                open.push(new Stretch(split.at, stretch.to, stretch.rate / 2));
            }
        }
        return described(name, withShortOnes(confirmed(places, rate)));
    }

    /** The places and their probabilities: a later split can have taken the reason for an earlier one, so each is tested again between its neighbours. */
    private NavigableMap<Integer, Double> confirmed(TreeSet<Integer> places, double rate) {
        NavigableMap<Integer, Double> confirmed = new TreeMap<>();
        for (Integer place = places.higher(0); place != null && place < values.length; place = places.higher(place)) {
            Split split = split(places.lower(place), places.higher(place));
            if (split == null || split.probability >= rate) {
                places.remove(place);
            } else {
                confirmed.put(place, split.probability);
            }
        }
        return confirmed;
    }

    private NavigableMap<Integer, Double> withShortOnes(NavigableMap<Integer, Double> places) {
        NavigableMap<Integer, Double> all = new TreeMap<>(places);
        var levels = new ShortLevels(values);
        int from = 0;
        List<Integer> ends = new ArrayList<>(places.keySet());
        ends.add(values.length);
        for (int to : ends) {
            for (ShortLevels.Excursion one : levels.in(from, to)) {
                double probability = chance(to - from, one.to() - one.from());
                all.put(one.from(), probability);
                if (one.to() < to) {
                    all.put(one.to(), probability);
                }
            }
            from = to;
        }
        return all;
    }

    /** That so many points in a row, anywhere among {@code size}, are the greatest of all, or the least: {@code 2 size / C(size, few)}. */
    private static double chance(int size, int few) {
        double chance = 2.0 * size;
        for (int i = 0; i < few; i++) {
            chance *= (few - i) / (double) (size - i);
        }
        return Math.min(1, chance);
    }

    private List<ChangePoint> described(String name, NavigableMap<Integer, Double> places) {
        List<ChangePoint> changes = new ArrayList<>();
        places.forEach((place, probability) -> {
            Integer from = places.lowerKey(place);
            Integer to = places.higherKey(place);
            described(name, from == null ? 0 : from, place, to == null ? values.length : to, 1 - probability)
                    .ifPresent(changes::add);
        });
        return changes;
    }

    private Optional<ChangePoint> described(String name, int from, int place, int to, double confidence) {
        double[] level = Arrays.copyOfRange(values, from, place);
        double before = Robust.median(level);
        double after = Robust.median(Arrays.copyOfRange(values, place, to));
        if (before == after) {
            return Optional.empty();
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("before", before);
        numbers.put("after", after);
        numbers.put("size", after - before);
        numbers.put("points_before", (double) (place - from));
        numbers.put("points_after", (double) (to - place));
        numbers.put("confidence", confidence);
        ChangePoint.Direction direction = after > before ? ChangePoint.Direction.UP : ChangePoint.Direction.DOWN;
        String words = "%s went %s from %s to %s at %s"
                .formatted(
                        name,
                        direction == ChangePoint.Direction.UP ? "up" : "down",
                        Decimal.of(before),
                        Decimal.of(after),
                        series.time(place));
        return Optional.of(new ChangePoint(
                series.time(place),
                before,
                after,
                Reach.of(level),
                place >= Reach.POINTS && isBeyond(after, Arrays.copyOf(values, place)),
                direction,
                confidence,
                new Evidence(name, series.time(from), series.time(to - 1), numbers, words)));
    }

    private static boolean isBeyond(double value, double[] others) {
        return Arrays.stream(others).allMatch(other -> other < value)
                || Arrays.stream(others).allMatch(other -> other > value);
    }

    /** The likeliest place in {@code [from, to)} and the probability of one as clear by chance; null when too short. */
    private Split split(int from, int to) {
        int size = to - from;
        if (size < 2 * SHORTEST) {
            return null;
        }
        double[] part = Arrays.copyOfRange(values, from, to);
        double[] ranks = Ranks.of(part);
        double sum = 0;
        double largest = -1;
        int place = 0;
        for (int k = 1; k < size; k++) {
            sum += ranks[k - 1];
            double difference = Math.abs(2 * sum - k * (size + 1.0));
            if (k >= SHORTEST && size - k >= SHORTEST && difference > largest) {
                largest = difference;
                place = k;
            }
        }
        double inflation = inflation(ranks, place);
        double n = size;
        double exponent = -6 * largest * largest / inflation / (n * n * n + n * n);
        return new Split(from + place, Math.min(1, 2 * Math.exp(exponent)));
    }

    /** By how much neighbours that resemble each other widen the distribution, seen in the ranks around both their means. */
    private static double inflation(double[] ranks, int place) {
        double before = Robust.mean(Arrays.copyOfRange(ranks, 0, place));
        double after = Robust.mean(Arrays.copyOfRange(ranks, place, ranks.length));
        double product = 0;
        double square = 0;
        for (int i = 0; i < ranks.length; i++) {
            double residual = ranks[i] - (i < place ? before : after);
            square += residual * residual;
            if (i > 0 && i != place) {
                product += residual * (ranks[i - 1] - (i - 1 < place ? before : after));
            }
        }
        if (square == 0) {
            return 1;
        }
        // The estimate is biased towards zero by about (1 + 4r) / n (Kendall 1954), more so after the best split is
        // out.
        double biased = product / square;
        double correlation = Math.clamp(biased + (1 + 4 * Math.max(0, biased)) / ranks.length, 0, 0.98);
        return (1 + correlation) / (1 - correlation);
    }
}
