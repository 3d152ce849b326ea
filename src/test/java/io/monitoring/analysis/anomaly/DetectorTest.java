package io.monitoring.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DetectorTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int DAY = 288;

    private final Random random = new Random(1);
    private final Detector detector = new Detector();

    @Test
    void aConstantIsNeverUnusual() {
        assertThat(alarms(0, 2000, i -> 42.5)).isEmpty();
    }

    @Test
    void noiseIsUsual() {
        assertThat(alarms(0, 5000, this::noise).size()).isLessThanOrEqualTo(2);
    }

    @Test
    void aSpikeIsFoundAtItsPointAndOnce() {
        learn(500, this::noise);

        List<Anomaly> found = alarms(500, 600, i -> i < 503 ? 200 : noise(i));

        assertThat(found).hasSize(1);
        Anomaly spike = found.getFirst();
        assertThat(spike.at()).isEqualTo(time(500));
        assertThat(spike.value()).isEqualTo(200);
        assertThat(spike.direction()).isEqualTo(Direction.ABOVE);
        assertThat(spike.observed()).isGreaterThan(spike.high());
        assertThat(spike.low()).isLessThan(spike.high());
    }

    @Test
    void anHourOfMinutesIsEnoughToFindALatencyFault() {
        learn(60, this::noise);

        List<Anomaly> found = alarms(60, 62, i -> 3 * noise(i));

        assertThat(found).hasSize(1);
    }

    @Test
    void aDropIsFoundAndSaidToBeBelow() {
        learn(500, this::noise);

        List<Anomaly> found = alarms(500, 520, i -> 0);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().direction()).isEqualTo(Direction.BELOW);
        assertThat(found.getFirst().inWords()).contains("is below its usual");
    }

    @Test
    void aSmallAlarmDoesNotHideALargeOne() {
        learn(500, this::noise);

        List<Anomaly> found = alarms(500, 510, i -> i == 500 ? 60 : i == 505 ? 1000 : noise(i));

        assertThat(found).extracting(Anomaly::value).containsExactly(60.0, 1000.0);
    }

    @Test
    void aStepIsAnAlarmOrThreeAndThenTheNewLevelIsUsual() {
        learn(1000, this::noise);

        assertThat(alarms(1000, 3000, i -> 60 + noise(i))).hasSizeBetween(1, 3);
    }

    @Test
    void aSmallLastingShiftIsFoundThoughNoValueIsExtreme() {
        learn(2000, this::noise);

        List<Anomaly> found = alarms(2000, 2100, i -> 5 + noise(i));

        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().signal()).isIn(Signal.LEVEL, Signal.SHIFT);
    }

    @Test
    void aDayWithoutItsPeakIsUnusualAlthoughItsValuesAreNot() {
        int days = 10;
        assertThat(alarms(6 * DAY, 0, days * DAY, this::daily)).isEmpty();

        List<Anomaly> found = alarms(days * DAY, (days + 1) * DAY, i -> 20 + random.nextDouble());

        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().signal()).isEqualTo(Signal.SEASON);
        assertThat(found.getFirst().direction()).isEqualTo(Direction.BELOW);
    }

    @Test
    void theDaysGoOnAfterADayThatWasNotReported() {
        learn(10 * DAY, this::daily);

        assertThat(alarms(11 * DAY, 14 * DAY, this::daily)).isEmpty();
    }

    @Test
    void aSeriesThatReturnsFromALongGapAtItsOwnLevelIsUsual() {
        learn(1000, this::noise);

        assertThat(alarms(5000, 6000, this::noise).size()).isLessThanOrEqualTo(1);
    }

    @Test
    void aCounterClimbsInPeaceAndItsResetIsOneAlarmAtMost() {
        assertThat(alarms(0, 3000, i -> 100.0 * i + random.nextInt(10))).isEmpty();

        assertThat(alarms(3000, 3100, i -> 100.0 * (i - 3000)).size()).isLessThanOrEqualTo(1);
    }

    @Test
    void aPointDeliveredAgainChangesNothing() {
        learn(700, this::noise);
        byte[] before = DetectorState.encode(detector);

        PointScore again = read(699, 1e6);
        PointScore older = read(300, 1e6);

        assertThat(again.score()).isZero();
        assertThat(older.score()).isZero();
        assertThat(DetectorState.encode(detector)).isEqualTo(before);
    }

    @Test
    void whatIsNoNumberChangesNothing() {
        learn(100, this::noise);
        byte[] before = DetectorState.encode(detector);

        assertThat(read(100, Double.NaN).score()).isZero();
        assertThat(read(100, Double.NEGATIVE_INFINITY).score()).isZero();

        assertThat(DetectorState.encode(detector)).isEqualTo(before);
    }

    private double noise(int index) {
        return 50 + random.nextGaussian();
    }

    private double daily(int index) {
        double hour = index % DAY / 12.0;
        return 20 + random.nextDouble() + (hour >= 8 && hour < 18 ? 40 * Math.sin(Math.PI * (hour - 8) / 10) : 0);
    }

    private static Instant time(int index) {
        return START.plus(INTERVAL.multipliedBy(index));
    }

    private PointScore read(int index, double value) {
        return detector.read(time(index), value);
    }

    private void learn(int points, IntToDoubleFunction values) {
        for (int i = 0; i < points; i++) {
            assertThat(read(i, values.applyAsDouble(i)).score()).isBetween(0.0, 1.0);
        }
    }

    private List<Anomaly> alarms(int from, int to, IntToDoubleFunction values) {
        return alarms(from, from, to, values);
    }

    /** Of points {@code begin} to {@code to}, the anomalies from {@code counted} on. */
    private List<Anomaly> alarms(int counted, int begin, int to, IntToDoubleFunction values) {
        List<Anomaly> found = new ArrayList<>();
        for (int i = begin; i < to; i++) {
            double value = values.applyAsDouble(i);
            PointScore reading = read(i, value);
            assertThat(reading.score()).isBetween(0.0, 1.0);
            if (i >= counted) {
                reading.anomaly(time(i), value).ifPresent(found::add);
            }
        }
        return found;
    }
}
