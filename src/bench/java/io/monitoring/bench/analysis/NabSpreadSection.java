package io.monitoring.bench.analysis;

import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.analysis.anomaly.OtherTunings;
import io.monitoring.analysis.anomaly.PointScore;
import io.monitoring.bench.analysis.NabCorpus.Series;
import io.monitoring.bench.analysis.NabScore.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** How much of the NAB score hangs on the exact constants, and on any one group of files. */
final class NabSpreadSection implements Section {

    private static final int TUNINGS = 40;
    private static final double DEVIATION = 0.2;

    @Override
    public String name() {
        return "nab-spread";
    }

    @Override
    public void run(Path data) throws IOException {
        List<Series> series = NabCorpus.read(data.resolve("nab")).series();
        List<Supplier<Detector>> tunings = OtherTunings.around(TUNINGS, DEVIATION);
        for (Profile profile : List.of(Profile.STANDARD, Profile.LOW_FALSE_POSITIVES)) {
            double[] scores = tunings.stream()
                    .mapToDouble(detectors -> NabSection.score(series, detectors)
                            .at(PointScore.ALARM, profile)
                            .score())
                    .sorted()
                    .toArray();
            System.out.printf(
                    "%d tunings, every constant off by about 20 %%, %s: least %.1f, median %.1f, most %.1f%n",
                    TUNINGS, profile, scores[0], scores[TUNINGS / 2], scores[TUNINGS - 1]);
        }
        double[] without = series.stream()
                .map(Series::group)
                .distinct()
                .mapToDouble(group -> NabSection.score(
                                series.stream()
                                        .filter(one -> !one.group().equals(group))
                                        .toList(),
                                Detector::new)
                        .at(PointScore.ALARM, Profile.STANDARD)
                        .score())
                .toArray();
        System.out.printf(
                "leaving out one group of files, STANDARD: %.1f to %.1f%n",
                Arrays.stream(without).min().orElseThrow(),
                Arrays.stream(without).max().orElseThrow());
    }
}
