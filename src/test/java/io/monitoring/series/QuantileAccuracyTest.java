package io.monitoring.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A million points of each distribution, at once and merged from sixty roll-ups. */
class QuantileAccuracyTest {

    private static final int POINTS = 1_000_000;
    private static final int PARTS = 60;

    enum Distribution {
        UNIFORM(random -> random.nextDouble(10, 1000)),
        NORMAL(random -> 50 + 12 * random.nextGaussian()),
        LOGNORMAL(random -> Math.exp(3 + random.nextGaussian())),
        EXPONENTIAL(random -> random.nextExponential() * 80),
        BIMODAL(random -> random.nextInt(4) == 0 ? 900 + 40 * random.nextGaussian() : 20 + 3 * random.nextGaussian()),
        PARETO(random -> Math.pow(1 - random.nextDouble(), -1 / 1.2));

        private final ToDoubleFunction<SplittableRandom> draw;

        Distribution(ToDoubleFunction<SplittableRandom> draw) {
            this.draw = draw;
        }
    }

    @ParameterizedTest
    @EnumSource(Distribution.class)
    void isWithinOnePercent(Distribution distribution) {
        SplittableRandom random = new SplittableRandom(11);
        double[] values = new double[POINTS];
        Aggregate whole = new Aggregate();
        Aggregate[] parts = new Aggregate[PARTS];
        Arrays.setAll(parts, i -> new Aggregate());
        for (int i = 0; i < POINTS; i++) {
            values[i] = distribution.draw.applyAsDouble(random);
            whole.add(values[i]);
            parts[i % PARTS].add(values[i]);
        }
        Aggregate merged = new Aggregate();
        for (Aggregate part : parts) {
            merged.merge(part);
        }
        Arrays.sort(values);

        for (double q : new double[] {0.5, 0.9, 0.95, 0.99, 0.999}) {
            double exact = values[(int) (q * (POINTS - 1))];
            assertThat(whole.quantile(q)).as("p%s", q * 100).isCloseTo(exact, within(Math.abs(exact) * 0.01));
            assertThat(merged.quantile(q)).isEqualTo(whole.quantile(q));
        }
    }
}
