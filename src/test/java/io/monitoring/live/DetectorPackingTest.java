package io.monitoring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.analysis.anomaly.CorruptStateException;
import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.analysis.anomaly.DetectorState;
import io.monitoring.series.SeriesKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectorPackingTest {

    private static final int SERIES = 128;
    private static final int TWO_WEEKS_OF_MINUTES = 14 * 24 * 60;

    @Test
    void whatWasPackedComesBack() {
        Map<SeriesKey, Detector> detectors = detectors(3, 500);

        Map<SeriesKey, Detector> unpacked = DetectorPacking.unpack("s", DetectorPacking.pack(detectors));

        assertThat(unpacked).containsOnlyKeys(detectors.keySet());
        detectors.forEach((series, detector) ->
                assertThat(DetectorState.encode(unpacked.get(series))).isEqualTo(DetectorState.encode(detector)));
    }

    @Test
    void aGroupWithAllPatternsLearntFitsAnItem() {
        byte[] bytes = DetectorPacking.pack(detectors(SERIES, TWO_WEEKS_OF_MINUTES));

        assertThat(bytes.length).isLessThan(SERIES * 1024);
        System.out.printf("figure packed_detector_bytes %d bytes%n", bytes.length / SERIES);
    }

    @Test
    void refusesWhatItHasNotPacked() {
        byte[] bytes = DetectorPacking.pack(detectors(2, 50));
        byte[] otherVersion = bytes.clone();
        otherVersion[0]++;
        byte[] altered = bytes.clone();
        altered[bytes.length / 2] ^= 8;

        for (byte[] bad : new byte[][] {{}, otherVersion, altered, Arrays.copyOf(bytes, bytes.length / 2)}) {
            assertThatThrownBy(() -> DetectorPacking.unpack("s", bad)).isInstanceOf(CorruptStateException.class);
        }
    }

    private static Map<SeriesKey, Detector> detectors(int series, int points) {
        Map<SeriesKey, Detector> detectors = new HashMap<>();
        var random = new Random(series);
        for (int i = 0; i < series; i++) {
            var detector = new Detector();
            for (int point = 0; point < points; point++) {
                detector.read(60_000L * point, 100 + 10 * random.nextGaussian());
            }
            detectors.put(SeriesKey.of("s", "metric", Map.of("host", "web-" + i, "region", "eu-west-1")), detector);
        }
        return detectors;
    }
}
