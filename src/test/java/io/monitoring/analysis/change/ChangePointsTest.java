package io.monitoring.analysis.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointsTest {

    private static TimeSeries series(int size, IntToDoubleFunction value) {
        return TimeSeries.of(
                "points",
                IntStream.range(0, size).mapToLong(i -> 60L * i).toArray(),
                IntStream.range(0, size).mapToDouble(value).toArray());
    }

    @Test
    void findsWhenAndByHowMuchALevelChanged() {
        Random random = new Random(1);
        TimeSeries series = series(200, i -> (i < 80 ? 10 : i < 150 ? 14 : 7) + random.nextGaussian());

        List<ChangePoint> changes = ChangePoints.in("checkout latency", series);

        assertThat(changes).hasSize(2);
        ChangePoint up = changes.getFirst();
        assertThat(up.at()).isBetween(Instant.ofEpochSecond(60 * 78), Instant.ofEpochSecond(60 * 82));
        assertThat(up.direction()).isEqualTo(ChangePoint.Direction.UP);
        assertThat(up.size()).isCloseTo(4, within(0.8));
        assertThat(up.confidence()).isGreaterThan(0.99);
        assertThat(up.evidence().words()).contains("checkout latency went up");
        assertThat(changes.getLast().direction()).isEqualTo(ChangePoint.Direction.DOWN);
        assertThat(changes.getLast().at()).isBetween(Instant.ofEpochSecond(60 * 148), Instant.ofEpochSecond(60 * 152));
    }

    /** The stated rate is 1 %; 1,000 series at a true 1 % exceed 2 % about once in 500 tries, and the seed is fixed. */
    @ParameterizedTest
    @CsvSource({"30, 0", "100, 0", "400, 0", "400, 0.5"})
    void findsAChangeWhereThereIsNoneNoMoreOftenThanStated(int size, double correlation) {
        Random random = new Random(42);
        long found = IntStream.range(0, 1_000)
                .filter(any -> {
                    double[] state = {0};
                    TimeSeries series = series(size, i -> state[0] = correlation * state[0] + random.nextGaussian());
                    return !ChangePoints.in("noise", series).isEmpty();
                })
                .count();

        assertThat(found).isLessThanOrEqualTo(20);
    }

    @Test
    void isNotMovedByOutliersUnitsOrGaps() {
        Random random = new Random(3);
        double[] noise = random.doubles(200).toArray();
        TimeSeries plain = series(200, i -> (i < 100 ? 1 : 3) + noise[i]);
        TimeSeries wild = series(200, i -> i % 50 == 7 ? 1e9 : 1_000 * ((i < 100 ? 1 : 3) + noise[i]));
        TimeSeries gap = TimeSeries.of(
                "points",
                IntStream.range(0, 200)
                        .mapToLong(i -> i < 100 ? 60L * i : 60L * i + 86_400)
                        .toArray(),
                plain.values());

        assertThat(ChangePoints.in("a", plain)).extracting(ChangePoint::at).containsExactly(plain.time(100));
        assertThat(ChangePoints.in("a", wild)).extracting(ChangePoint::at).containsExactly(plain.time(100));
        assertThat(ChangePoints.in("a", gap)).extracting(ChangePoint::at).containsExactly(gap.time(100));
        assertThat(ChangePoints.in("a", plain)).isEqualTo(ChangePoints.in("a", plain));
    }

    @Test
    void seesALevelTwoPointsAfterItBegan() {
        Random random = new Random(5);
        TimeSeries series = series(60, i -> (i < 58 ? 10 : 30) + 0.3 * random.nextGaussian());

        List<ChangePoint> changes = ChangePoints.in("a", series);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.at()).isEqualTo(series.time(58));
            assertThat(change.size()).isCloseTo(20, within(1.0));
            assertThat(change.isNews()).isTrue();
            assertThat(change.score()).isGreaterThan(0.5);
        });
    }

    @Test
    void findsBothEndsOfAShortExcursion() {
        Random random = new Random(6);
        TimeSeries series = series(60, i -> (i >= 30 && i < 33 ? 30 : 10) + 0.3 * random.nextGaussian());

        List<ChangePoint> changes = ChangePoints.in("a", series);

        assertThat(changes).extracting(ChangePoint::at).containsExactly(series.time(30), series.time(33));
        assertThat(changes).extracting(ChangePoint::isNews).containsExactly(true, false);
    }

    @Test
    void aSingleStrayPointIsNoLevel() {
        Random random = new Random(7);
        TimeSeries series = series(60, i -> (i == 40 || i == 59 ? 100 : 10) + 0.3 * random.nextGaussian());

        assertThat(ChangePoints.in("a", series)).isEmpty();
    }

    @Test
    void whereTheSeriesHasBeenBeforeIsNoNews() {
        Random random = new Random(8);
        TimeSeries series = series(90, i -> (i / 20 % 2 == 0 ? 10 : 30) + 0.3 * random.nextGaussian());

        List<ChangePoint> changes = ChangePoints.in("a", series);

        assertThat(changes)
                .extracting(ChangePoint::at)
                .containsExactly(series.time(20), series.time(40), series.time(60), series.time(80));
        assertThat(changes)
                .extracting(ChangePoint::isNews)
                .startsWith(true, false)
                .endsWith(false, false);
    }

    @Test
    void aChangeThatDoesNotMatterIsNoNewsHoweverQuietTheSeriesWas() {
        TimeSeries small = series(60, i -> i < 30 ? 100 : 114);
        TimeSeries large = series(60, i -> i < 30 ? 100 : 116);

        assertThat(ChangePoints.in("a", small)).extracting(ChangePoint::isNews).containsExactly(false);
        assertThat(ChangePoints.in("a", large)).extracting(ChangePoint::isNews).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 50, 5_000})
    void findsNothingInAConstant(int size) {
        assertThat(ChangePoints.in("constant", series(size, any -> 5))).isEmpty();
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatThrownBy(() -> ChangePoints.in("a", series(20, i -> i), Double.NaN))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("rate"));
    }
}
