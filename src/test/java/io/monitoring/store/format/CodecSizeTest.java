package io.monitoring.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.PointCodec.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the packing is for: an item of 1 KB is one write unit. */
class CodecSizeTest {

    private static final Path NAB = Path.of("/work/shared/bench/nab/data/realAWSCloudwatch");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void fiftySeriesFitOneWriteUnit(int seed) {
        assertThat(PointCodec.encode(new SyntheticFleet(seed).points(5, 1), Effort.FAST))
                .hasSizeLessThan(300);
        assertThat(PointCodec.encode(new SyntheticFleet(seed).points(5, 10), Effort.FAST))
                .hasSizeLessThan(600);
    }

    /** None of these words are in the vocabulary, and no value is like another. */
    @Test
    void fiftySeriesOfStrangeNamesFitOneWriteUnit() {
        var random = new Random(1);
        String[] metrics = random.ints(10)
                .mapToObj(i -> "zxq." + Integer.toString(i & 0xffffff, 36) + ".vw")
                .toArray(String[]::new);
        List<SeriesPoints> series = new ArrayList<>();
        for (int host = 0; host < 5; host++) {
            for (String metric : metrics) {
                var key = SeriesKey.of(
                        "s", metric, Map.of("kx", "jj" + host * 7919, "vzz", "qqk-4-xx", "wv", "/yy/" + metric));
                var points = new SeriesPoints(key, 1);
                points.add(SyntheticFleet.START, SyntheticFleet.decimals(random.nextDouble() * 1000, 3), null);
                series.add(points);
            }
        }

        assertThat(PointCodec.encode(series, Effort.FAST)).hasSizeLessThan(600);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anHourOfAFleetTakesUnderABytePerPoint(int seed) {
        byte[] data = PointCodec.encode(new SyntheticFleet(seed).points(5, 360), Effort.DENSE);

        assertThat(data.length / 18_000.0).isLessThan(0.7);
    }

    @Test
    void anHourOfRealValuesTakesUnderOneAndAHalfBytesAPoint() throws IOException {
        assumeThat(NAB).isDirectory();
        List<Path> files;
        try (var listing = Files.list(NAB)) {
            files = listing.filter(path -> path.toString().endsWith(".csv")).toList();
        }

        double sum = 0;
        for (Path file : files) {
            double[] values = NabFile.values(file);
            int hours = values.length / 360;
            long bytes = 0;
            for (int hour = 0; hour < hours; hour++) {
                bytes += PointCodec.encode(List.of(NabFile.hour(file, values, hour)), Effort.DENSE).length;
            }
            sum += bytes / (hours * 360.0);
        }

        assertThat(sum / files.size()).isLessThan(1.5);
    }

    @Test
    void arbitraryDoublesTakeLittleMoreThanTheirEightBytes() {
        var random = new Random(9);
        var points = new SeriesPoints(SeriesKey.of("s", "m"), 1000);
        for (int i = 0; i < 1000; i++) {
            points.add(i, Double.longBitsToDouble(random.nextLong()), null);
        }

        assertThat(PointCodec.encode(List.of(points), Effort.DENSE)).hasSizeLessThan(8_400);
    }
}
