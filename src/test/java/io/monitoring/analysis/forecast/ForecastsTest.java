package io.monitoring.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastsTest {

    private static TimeSeries series(int size, IntToDoubleFunction value) {
        return TimeSeries.of(
                "points",
                IntStream.range(0, size).mapToLong(i -> 300L * i).toArray(),
                IntStream.range(0, size).mapToDouble(value).toArray());
    }

    private static double day(int i) {
        return 100 + 40 * Math.sin(2 * Math.PI * i / 288);
    }

    @Test
    void continuesASeasonItFoundByItself() {
        Random random = new Random(1);

        Forecast forecast = Forecasts.of("traffic", series(1_500, i -> day(i) + random.nextGaussian()), 288);

        assertThat(forecast.season()).isEqualTo(Duration.ofDays(1));
        assertThat(forecast.steps()).hasSize(288);
        assertThat(forecast.steps().getFirst().time()).isEqualTo(Instant.ofEpochSecond(300 * 1_500));
        for (int i = 0; i < 288; i++) {
            assertThat(forecast.steps().get(i).mean()).isCloseTo(day(1_500 + i), within(6.0));
        }
        assertThat(forecast.blend().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(forecast.evidence().numbers().get("mean_absolute_error"))
                .isLessThan(forecast.evidence().numbers().get("mean_absolute_error_of_last_value") / 5);
    }

    @Test
    void continuesATrendAndKnowsWhenItCrossesALimit() {
        Random random = new Random(2);
        Forecast forecast = Forecasts.of("disk", series(400, i -> 10 + 0.1 * i + random.nextGaussian()), 200);

        Crossing crossing =
                Crossing.of("disk", forecast, 60, Crossing.Side.ABOVE).orElseThrow();

        // 10 + 0.1 i is 60 at i = 500, the 101st step.
        assertThat(crossing.expected()).isBetween(Instant.ofEpochSecond(300 * 475), Instant.ofEpochSecond(300 * 525));
        assertThat(crossing.possible()).isBefore(crossing.expected());
        assertThat(crossing.evidence().words()).contains("disk will probably be above its limit of 60");
        assertThat(Crossing.of("disk", forecast, 1_000, Crossing.Side.ABOVE)).isEmpty();
        assertThat(Crossing.of("disk", forecast, 0, Crossing.Side.BELOW)).isEmpty();
    }

    @Test
    void forgetsTheLevelBeforeAShift() {
        Random random = new Random(3);
        Forecast forecast = Forecasts.of("memory", series(600, i -> (i < 400 ? 50 : 90) + random.nextGaussian()), 24);

        assertThat(forecast.steps()).allSatisfy(step -> assertThat(step.mean()).isCloseTo(90, within(3.0)));
    }

    /** Of noise, whose next values are no more certain than its past ones, the intervals hold what they say. */
    @Test
    void itsIntervalsHoldWhatTheySay() {
        int within80 = 0;
        int within95 = 0;
        int values = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            double[] noise = IntStream.range(0, 200)
                    .mapToDouble(i -> random.nextGaussian())
                    .toArray();
            Forecast forecast = Forecasts.of("noise", series(180, i -> 10 + noise[i]), 20);
            for (int i = 0; i < 20; i++) {
                ForecastStep step = forecast.steps().get(i);
                double value = 10 + noise[180 + i];
                within80 += step.low80() <= value && value <= step.high80() ? 1 : 0;
                within95 += step.low95() <= value && value <= step.high95() ? 1 : 0;
                values++;
            }
        }

        assertThat((double) within80 / values).isBetween(0.75, 0.92);
        assertThat((double) within95 / values).isBetween(0.92, 1.0);
    }

    @Test
    void gapsAreNoObstacleAndTheAnswerIsTheSameTwice() {
        TimeSeries whole = series(1_500, ForecastsTest::day);
        int[] kept = IntStream.range(0, 1_500)
                .filter(i -> i % 7 != 3 && (i < 900 || i > 940))
                .toArray();
        TimeSeries holes = TimeSeries.of(
                "points",
                IntStream.of(kept).mapToLong(i -> 300L * i).toArray(),
                IntStream.of(kept).mapToDouble(whole::value).toArray());

        Forecast forecast = Forecasts.of("traffic", holes, 100);

        assertThat(forecast).isEqualTo(Forecasts.of("traffic", holes, 100));
        for (int i = 0; i < 100; i++) {
            assertThat(forecast.steps().get(i).mean()).isCloseTo(day(1_500 + i), within(4.0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8, 9, 20, 577})
    void aConstantStaysWithoutDoubt(int size) {
        assertThat(Forecasts.of("constant", series(size, any -> 7), 5).steps())
                .allSatisfy(step -> assertThat(new double[] {step.low95(), step.mean(), step.high95()})
                        .containsExactly(new double[] {7, 7, 7}, within(1e-9)));
    }

    @Test
    void whatWasNeverBelowZeroWillNotBe() {
        Random random = new Random(4);
        Forecast forecast =
                Forecasts.of("errors", series(200, i -> Math.max(0, 20 - i / 10.0 + random.nextGaussian())), 100);

        assertThat(forecast.steps()).allSatisfy(step -> assertThat(step.low95()).isNotNegative());
    }

    @Test
    void aHugeGapCostsNoMemory() {
        TimeSeries series = TimeSeries.of("points", new long[] {0, 1, 2, 253_000_000_000L}, new double[] {1, 2, 3, 4});

        assertThat(Forecasts.of("rare", series, 3).steps()).hasSize(3);
    }

    @Test
    void refusesWhatHasNoDistanceAndHorizonsOutOfBounds() {
        assertThatThrownBy(() -> Forecasts.of("a", series(1, i -> i), 5))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("points"));
        assertThatThrownBy(() -> Forecasts.of("a", series(0, i -> i), 5)).isInstanceOf(RefusedInput.class);
        assertThatThrownBy(() -> Forecasts.of("a", series(9, i -> i), 0))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("horizon"));
        assertThatThrownBy(() -> Forecasts.of("a", series(9, i -> i), Forecasts.HORIZON_LIMIT + 1))
                .isInstanceOf(RefusedInput.class);
    }
}
