package io.monitoring.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DetectorStatePropertiesTest {

    private static final byte[] LEARNED = learned();

    /** A point after a pause (milliseconds). */
    record Point(long pause, double value) {}

    @Provide
    Arbitrary<List<Point>> anyPoints() {
        Arbitrary<Long> pauses = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of(1000L, 60_000L, 3_600_000L)),
                Tuple.of(1, Arbitraries.longs().between(-1000, 1L << 50)));
        Arbitrary<Double> values = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.doubles().between(-100, 100)),
                Tuple.of(5, Arbitraries.just(0.0)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, 1e300, -0.0)));
        return Combinators.combine(pauses, values).as(Point::new).list().ofMaxSize(400);
    }

    @Property(tries = 200)
    void scoresLieBetweenNoughtAndOneAndTheStateStaysSmall(@ForAll("anyPoints") List<Point> points) {
        var detector = new Detector();

        for (PointScore reading : replay(detector, points, 0)) {
            assertThat(reading.score()).isBetween(0.0, 1.0);
            assertThat(reading.low()).isNotNaN();
            assertThat(reading.high()).isNotNaN();
            assertThat(reading.alarm() && reading.signal() == null).isFalse();
        }

        assertThat(DetectorState.encode(detector).length).isLessThanOrEqualTo(DetectorState.MOST_BYTES);
    }

    @Property(tries = 100)
    void samePointsGiveTheSameReadings(@ForAll("anyPoints") List<Point> points) {
        assertThat(replay(new Detector(), points, 0)).isEqualTo(replay(new Detector(), points, 0));
    }

    @Property(tries = 100)
    void aDecodedDetectorGoesOnWhereItWas(
            @ForAll("anyPoints") List<Point> before, @ForAll("anyPoints") List<Point> after) {
        var detector = new Detector();
        replay(detector, before, 0);

        Detector decoded = DetectorState.decode(DetectorState.encode(detector));

        assertThat(replay(decoded, after, 1L << 40)).isEqualTo(replay(detector, after, 1L << 40));
        assertThat(DetectorState.encode(decoded)).isEqualTo(DetectorState.encode(detector));
    }

    @Property(tries = 200)
    void anAlteredStateIsRefused(@ForAll @IntRange(max = 900) int where, @ForAll @IntRange(min = 1, max = 255) int by) {
        byte[] state = LEARNED.clone();
        state[where % state.length] ^= (byte) by;

        assertThatThrownBy(() -> DetectorState.decode(state)).isInstanceOf(CorruptStateException.class);
    }

    @Test
    void aTruncatedOrLengthenedStateIsRefused() {
        byte[] state = LEARNED;

        for (int length = 0; length < state.length; length++) {
            byte[] part = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> DetectorState.decode(part)).isInstanceOf(CorruptStateException.class);
        }
        byte[] longer = Arrays.copyOf(state, state.length + 1);
        assertThatThrownBy(() -> DetectorState.decode(longer)).isInstanceOf(CorruptStateException.class);
    }

    @Test
    void theGreatestStateIsOfAllPatternsLearnedAndFits() {
        assertThat(LEARNED.length).isBetween(850, DetectorState.MOST_BYTES);
    }

    /** Six weeks of minutes. */
    private static byte[] learned() {
        var detector = new Detector();
        var random = new Random(7);
        for (int i = 0; i < 6 * 7 * 24 * 60; i++) {
            detector.read(60_000L * i, random.nextGaussian());
        }
        return DetectorState.encode(detector);
    }

    private static List<PointScore> replay(Detector detector, List<Point> points, long start) {
        List<PointScore> readings = new ArrayList<>();
        long time = start;
        for (Point point : points) {
            time += point.pause();
            readings.add(detector.read(time, point.value()));
        }
        return readings;
    }
}
