package io.monitoring.bench;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the Numenta Anomaly Benchmark as series, a stretch of 360 values for each hour. */
final class NabSeries {

    private static final int STEPS = 360;

    private NabSeries() {}

    static List<SeriesPoints> hour(Path folder, int hour) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .map(file -> read(file, hour))
                    .toList();
        }
    }

    private static SeriesPoints read(Path file, int hour) {
        try {
            double[] values = Files.readAllLines(file).stream()
                    .skip(1 + (long) hour * STEPS)
                    .limit(STEPS)
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
                    .toArray();
            String metric = file.getFileName().toString().replace(".csv", "");
            return new SeriesPoints(SeriesKey.of("nab", metric, Map.of()), new long[values.length], values, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
