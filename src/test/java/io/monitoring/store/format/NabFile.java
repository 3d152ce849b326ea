package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file of the Numenta Anomaly Benchmark: real values, taken in order at our own cadence. */
final class NabFile {

    private NabFile() {}

    static double[] values(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
                .toArray();
    }

    static SeriesPoints hour(Path file, double[] values, int hour) {
        String metric = file.getFileName().toString().replace(".csv", "");
        var points = new SeriesPoints(SeriesKey.of(SyntheticFleet.SERVICE, metric, Map.of("host", "web-01")), 360);
        for (int i = 0; i < 360; i++) {
            points.add(SyntheticFleet.START + 10_000L * i, values[hour * 360 + i], null);
        }
        return points;
    }
}
