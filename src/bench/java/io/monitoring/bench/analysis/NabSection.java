package io.monitoring.bench.analysis;

import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.analysis.anomaly.PointScore;
import io.monitoring.bench.analysis.NabCorpus.Series;
import io.monitoring.bench.analysis.NabScore.Profile;
import io.monitoring.bench.analysis.NabScore.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The live detector over the development files of the Numenta Anomaly Benchmark, with its own alarm line. */
final class NabSection implements Section {

    @Override
    public String name() {
        return "nab";
    }

    @Override
    public void run(Path data) throws IOException {
        NabCorpus corpus = NabCorpus.read(data.resolve("nab"));
        System.out.printf(
                "%-24s %9s %9s %9s %12s%n", "NAB, alarm line 0.5", "standard", "low FP", "windows", "false alarms");
        Map<String, List<Series>> groups = corpus.series().stream()
                .collect(Collectors.groupingBy(Series::group, TreeMap::new, Collectors.toList()));
        groups.forEach((group, series) -> row(group, score(series, Detector::new)));
        NabScore all = score(corpus.series(), Detector::new);
        row("all", all);
        Result best = all.best(Profile.STANDARD);
        figure("nab_standard", all.at(PointScore.ALARM, Profile.STANDARD).score());
        figure(
                "nab_low_fp",
                all.at(PointScore.ALARM, Profile.LOW_FALSE_POSITIVES).score());
        figure(
                "nab_low_fn",
                all.at(PointScore.ALARM, Profile.LOW_FALSE_NEGATIVES).score());
        figure("nab_best_threshold", best.score());
        System.out.printf("(best threshold for the standard profile: %.4f)%n", best.threshold());
    }

    /** Each series from a detector of its own. */
    static NabScore score(List<Series> series, Supplier<Detector> detectors) {
        var score = new NabScore();
        for (Series one : series) {
            Detector detector = detectors.get();
            var scores = new double[one.values().length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = detector.read(one.times()[i], one.values()[i]).score();
            }
            score.add(one, scores);
        }
        return score;
    }

    private static void row(String name, NabScore score) {
        Result standard = score.at(PointScore.ALARM, Profile.STANDARD);
        Result lowFalsePositives = score.at(PointScore.ALARM, Profile.LOW_FALSE_POSITIVES);
        System.out.printf(
                "%-24s %9s %9s %6d/%-2d %12d%n",
                name,
                shown(standard),
                shown(lowFalsePositives),
                standard.found(),
                standard.windows(),
                standard.falseAlarms());
    }

    /** Without a window there is nothing to find, and no score. */
    private static String shown(Result result) {
        return result.windows() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", result.score());
    }

    private static void figure(String name, double score) {
        System.out.printf("figure %s %.2f score%n", name, score);
    }
}
