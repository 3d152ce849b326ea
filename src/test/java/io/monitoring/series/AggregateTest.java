package io.monitoring.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import io.monitoring.store.format.SyntheticFleet;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AggregateTest {

    @Test
    void knowsCountSumAndBounds() {
        Aggregate aggregate = Aggregate.of(0.1, 0.2, -5, 0);

        assertThat(aggregate.count()).isEqualTo(4);
        assertThat(aggregate.sum()).isEqualTo(-4.7);
        assertThat(aggregate.min()).isEqualTo(-5);
        assertThat(aggregate.max()).isEqualTo(0.2);
        assertThat(aggregate.average()).isEqualTo(-1.175);
    }

    @Test
    void addsDecimalsExactlyInAnyOrder() {
        assertThat(Aggregate.of(0.1, 0.2).sum()).isEqualTo(0.3);

        Random random = new Random(1);
        double[] values = random.doubles(10_000, 0, 100)
                .map(value -> SyntheticFleet.decimals(value, random.nextInt(4)))
                .toArray();
        double forwards = Aggregate.of(values).sum();
        double sorted = Aggregate.of(Arrays.stream(values).sorted().toArray()).sum();

        assertThat(forwards).isEqualTo(sorted);
    }

    @Test
    void addsAnyDoublesAccurately() {
        assertThat(Aggregate.of(1e100, 1.0 / 3, -1e100).sum()).isEqualTo(1.0 / 3);
        assertThat(Aggregate.of(1e18, 0.25, -1e18).sum()).isEqualTo(0.25);
        assertThat(Aggregate.of(Long.MAX_VALUE, 3, 1e15, 1e15).sum()).isEqualTo(9.225372036854776e18);
    }

    @Test
    void staysWithinMinimumAndMaximum() {
        Aggregate aggregate = Aggregate.of(41.7, 41.7, 41.7);

        for (double q = 0; q <= 1; q += 0.125) {
            assertThat(aggregate.quantile(q)).isEqualTo(41.7);
        }
    }

    @Test
    void tellsQuantilesAcrossZero() {
        Aggregate aggregate = Aggregate.of(-100, -10, -1, 0, 0, 1, 10, 100, 1000);

        assertThat(aggregate.quantile(0)).isEqualTo(-100);
        assertThat(aggregate.quantile(0.125)).isCloseTo(-10, within(0.1));
        assertThat(aggregate.quantile(0.5)).isZero();
        assertThat(aggregate.quantile(0.75)).isCloseTo(10, within(0.1));
        assertThat(aggregate.quantile(1)).isEqualTo(1000);
    }

    @Test
    void holdsTheExtremesOfDoubles() {
        Aggregate aggregate = Aggregate.of(Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0, 1);

        assertThat(aggregate.min()).isEqualTo(-Double.MAX_VALUE);
        assertThat(aggregate.max()).isEqualTo(Double.MAX_VALUE);
        assertThat(aggregate.quantile(0.5)).isZero();
        assertThat(aggregate.quantile(0.75)).isCloseTo(1, within(0.01));
    }

    @Test
    void knowsNothingOfNoValues() {
        assertThat(new Aggregate().quantile(0.5)).isNaN();
        assertThat(new Aggregate().average()).isNaN();
        assertThat(new Aggregate().count()).isZero();
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> Aggregate.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Aggregate.of(1).quantile(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersAsTheLibrarysSketchDoes() {
        DDSketch library = new DDSketch(new CubicallyInterpolatedMapping(0.01), UnboundedSizeDenseStore::new);
        Aggregate aggregate = new Aggregate();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextGaussian() * 40 + 10;
            library.accept(value);
            aggregate.add(value);
        }

        for (double q = 0.01; q < 1; q += 0.01) {
            assertThat(aggregate.quantile(q)).isEqualTo(library.getValueAtQuantile(q));
        }
    }

    @Test
    void mergesLikeOneOfAll() {
        Random random = new Random(5);
        Aggregate whole = new Aggregate();
        Aggregate merged = new Aggregate();
        for (int part = 0; part < 60; part++) {
            Aggregate some = new Aggregate();
            for (int i = 0; i < 100; i++) {
                double value = SyntheticFleet.decimals(random.nextGaussian() * 100, 2);
                whole.add(value);
                some.add(value);
            }
            merged.merge(some);
        }

        assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole);
    }

    /** 20,000 values from 1e-300 to 1e300, as {@code 10^(30 i)} has them, in a shuffled order. */
    private static double[] manyMagnitudes(long seed, boolean bothSigns) {
        Random random = new Random(seed);
        return random.doubles(20_000, -300, 300)
                .map(exponent -> Math.pow(10, exponent) * (bothSigns && random.nextBoolean() ? -1 : 1))
                .toArray();
    }

    @Test
    void keepsABoundedNumberOfBinsOfEitherSign() {
        assertThat(Aggregate.of(manyMagnitudes(7, false)).sketch().size()).isEqualTo(Sketch.MOST_BINS);
        assertThat(Aggregate.of(manyMagnitudes(7, true)).sketch().size()).isEqualTo(2 * Sketch.MOST_BINS);
    }

    @Test
    void isAccurateForTheLargestMagnitudesHoweverSmallTheOthersAre() {
        double[] values = manyMagnitudes(11, false);
        Aggregate aggregate = Aggregate.of(values);
        Arrays.sort(values);

        double decades = Math.log10(values[values.length - 1]) - 17;
        for (int rank = 0; rank < values.length; rank++) {
            double q = rank / (values.length - 1.0);
            double exact = values[(int) (q * (values.length - 1))];
            if (Math.log10(exact) > decades) {
                assertThat(aggregate.quantile(q)).isCloseTo(exact, within(exact * Aggregate.RELATIVE_ERROR));
            } else {
                assertThat(aggregate.quantile(q)).isGreaterThanOrEqualTo(exact * (1 - Aggregate.RELATIVE_ERROR));
            }
        }
    }

    @Test
    void keepsTheSameBinsInAnyOrderOfAddingAndMerging() {
        double[] values = manyMagnitudes(13, true);
        Aggregate whole = Aggregate.of(values);
        Aggregate merged = new Aggregate();
        for (int part = 0; part < 40; part++) {
            merged.merge(Aggregate.of(Arrays.copyOfRange(values, part * 500, (part + 1) * 500)));
        }
        Arrays.sort(values);
        Aggregate sorted = Aggregate.of(values);

        assertThat(merged.sketch()).isEqualTo(whole.sketch());
        assertThat(sorted.sketch()).isEqualTo(whole.sketch());
        assertThat(whole.sketch().between(Integer.MIN_VALUE, Integer.MAX_VALUE)).isEqualTo(values.length);
    }
}
