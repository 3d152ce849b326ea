package io.monitoring.bench.analysis;

import io.monitoring.bench.analysis.NabCorpus.Series;
import io.monitoring.bench.analysis.NabCorpus.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark, version 1.1 (Lavin and Ahmad, "Evaluating Real-time Anomaly Detection
 * Algorithms", 2015), as {@code shared/bench/nab_score.py} has it: 0 for a detector that says nothing, 100 for one that
 * finds every window at its first row and raises no false alarm.
 */
final class NabScore {

    /** What a false alarm and a missed window cost. */
    enum Profile {
        STANDARD(0.11, 1),
        LOW_FALSE_POSITIVES(0.22, 1),
        LOW_FALSE_NEGATIVES(0.11, 2);

        private final double falseAlarm;
        private final double miss;

        Profile(double falseAlarm, double miss) {
            this.falseAlarm = falseAlarm;
            this.miss = miss;
        }
    }

    /**
     * @param found windows with an alarm
     * @param falseAlarms rows outside of windows with an alarm
     */
    record Result(double score, double threshold, int found, int windows, int falseAlarms) {}

    /** A row that counts: its window or null, and what an alarm there is worth. */
    private record Row(double score, Window window, Series series, double worth) {}

    private static final double PROBATION = 0.15;
    private static final int LONGEST_PROBATION_OF = 5000;
    private static final double EARLIEST = sigmoid(-1);

    private final List<Row> rows = new ArrayList<>();
    private int windows;

    /**
     * @param scores one a row of the series
     */
    void add(Series series, double[] scores) {
        int length = scores.length;
        int from = (int) Math.ceil(Math.min(Math.floor(PROBATION * length), PROBATION * LONGEST_PROBATION_OF));
        for (int i = from; i < length; i++) {
            rows.add(row(series, i, scores[i]));
        }
        windows += (int) series.windows().stream()
                .filter(window -> window.last() >= from)
                .count();
    }

    private static Row row(Series series, int index, double score) {
        Window before = null;
        for (Window window : series.windows()) {
            if (index >= window.first() && index <= window.last()) {
                double position = -(window.last() - index + 1.0) / window.rows();
                return new Row(score, window, series, sigmoid(position) / EARLIEST);
            }
            before = index > window.last() ? window : before;
        }
        double worth = before == null ? -1 : sigmoid((index - before.last()) / (before.rows() - 1.0));
        return new Row(score, null, series, worth);
    }

    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }

    Result at(double threshold, Profile profile) {
        return best(
                rows.stream()
                        .filter(row -> row.score() >= threshold)
                        .sorted(Comparator.comparingDouble(Row::score).reversed())
                        .toList(),
                profile,
                threshold);
    }

    /** With the threshold that is best for the profile over all series. */
    Result best(Profile profile) {
        return best(
                rows.stream()
                        .sorted(Comparator.comparingDouble(Row::score).reversed())
                        .toList(),
                profile,
                Double.NaN);
    }

    /** Takes rows by falling score; with a fixed threshold all of them, else as many as score best. */
    private Result best(List<Row> falling, Profile profile, double fixed) {
        double total = -profile.miss * windows;
        Result best = new Result(0, Double.isNaN(fixed) ? 1.1 : fixed, 0, windows, 0);
        var worths = new HashMap<String, Double>();
        int falseAlarms = 0;
        for (int i = 0; i < falling.size(); i++) {
            Row row = falling.get(i);
            if (row.window() == null) {
                total += profile.falseAlarm * row.worth();
                falseAlarms++;
            } else {
                String window = row.series().name() + row.window().first();
                double had = worths.getOrDefault(window, -profile.miss);
                if (!worths.containsKey(window) || row.worth() > had) {
                    total += Math.max(0, row.worth() - had);
                    worths.put(window, Math.max(had, row.worth()));
                }
            }
            boolean last = i + 1 == falling.size();
            if (last || falling.get(i + 1).score() != row.score()) {
                double score = 100 * (total + profile.miss * windows) / (windows * (1 + profile.miss));
                if (Double.isNaN(fixed) ? score > best.score() : last) {
                    double threshold = Double.isNaN(fixed) ? row.score() : fixed;
                    best = new Result(score, threshold, worths.size(), windows, falseAlarms);
                }
            }
        }
        return best;
    }
}
