package io.monitoring.analysis.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static TimeSeries series(int size, IntToDoubleFunction value) {
        return TimeSeries.of(
                "points",
                IntStream.range(0, size).mapToLong(i -> 60L * i).toArray(),
                IntStream.range(0, size).mapToDouble(value).toArray());
    }

    private static double[] noise(int seed) {
        return new Random(seed).doubles(300).toArray();
    }

    @Test
    void findsHowMuchLaterOneDoesWhatTheOtherDid() {
        double[] noise = noise(1);
        double[] other = noise(2);
        TimeSeries first = series(200, i -> noise[i + 3]);
        TimeSeries second = series(200, i -> Math.exp(3 * noise[i]) + 0.1 * other[i]);

        Correlation found =
                Correlation.of("queue", first, "latency", second, FIVE_MINUTES).orElseThrow();

        assertThat(found.lag()).isEqualTo(Duration.ofMinutes(3));
        assertThat(found.coefficient()).isGreaterThan(0.95);
        assertThat(found.probability()).isLessThan(1e-6);
        assertThat(found.evidence().words())
                .isEqualTo("queue and latency move together, the second later by PT3M " + "(rank correlation "
                        + Decimal.of(found.coefficient()) + " over 197 points)");
    }

    @Test
    void theOtherWayRoundTheLagChangesItsSign() {
        double[] noise = noise(1);
        TimeSeries first = series(200, i -> noise[i + 2]);
        TimeSeries second = series(200, i -> -noise[i]);

        Correlation there =
                Correlation.of("a", first, "b", second, FIVE_MINUTES).orElseThrow();
        Correlation back = Correlation.of("b", second, "a", first, FIVE_MINUTES).orElseThrow();

        assertThat(there.coefficient()).isLessThan(-0.99);
        assertThat(back.lag()).isEqualTo(there.lag().negated());
    }

    @Test
    void takesStrangersForStrangersEvenWhenEachResemblesItself() {
        long clear = IntStream.range(0, 200)
                .filter(seed -> {
                    Random random = new Random(seed);
                    double[] states = new double[2];
                    TimeSeries first = series(150, i -> states[0] = 0.7 * states[0] + random.nextGaussian());
                    TimeSeries second = series(150, i -> states[1] = 0.7 * states[1] + random.nextGaussian());
                    return Correlation.of("a", first, "b", second, Duration.ofMinutes(10))
                                    .orElseThrow()
                                    .probability()
                            < 0.05;
                })
                .count();

        assertThat(clear).isLessThanOrEqualTo(18);
    }

    @Test
    void saysNothingOfConstantsOrOfTooFewPoints() {
        TimeSeries moving = series(50, i -> i % 7);

        assertThat(Correlation.of("a", moving, "b", series(50, i -> 4), FIVE_MINUTES))
                .isEmpty();
        assertThat(Correlation.of("a", moving, "b", series(9, i -> i), FIVE_MINUTES))
                .isEmpty();
        assertThat(Correlation.of("a", moving, "b", series(0, i -> i), FIVE_MINUTES))
                .isEmpty();
        assertThat(Correlation.of("a", series(1, i -> i), "b", series(1, i -> i), FIVE_MINUTES))
                .isEmpty();
    }

    @Test
    void refusesMoreWorkThanItsLimit() {
        TimeSeries moving = series(50, i -> i % 7);

        assertThatThrownBy(() -> Correlation.of("a", moving, "b", moving, Duration.ofDays(30)))
                .isInstanceOf(RefusedInput.class);
        assertThatThrownBy(() -> Correlation.of("a", moving, "b", moving, Duration.ofMinutes(-1)))
                .isInstanceOf(RefusedInput.class);
    }
}
