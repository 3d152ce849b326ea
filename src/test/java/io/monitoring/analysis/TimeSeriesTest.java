package io.monitoring.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesTest {

    @Test
    void sortsPointsAndKeepsTheLaterOfTwoAtOneTime() {
        TimeSeries series = TimeSeries.of("points", new long[] {30, 10, 20, 10}, new double[] {3, 1, 2, 9});

        assertThat(series).isEqualTo(TimeSeries.of("points", new long[] {10, 20, 30}, new double[] {9, 2, 3}));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoNumberByTheNameOfItsPoint(double value) {
        assertThatThrownBy(() -> TimeSeries.of("series[2].points", new long[] {1, 2}, new double[] {0, value}))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("series[2].points[1]"));
    }

    @Test
    void refusesTimesInMillisecondsAndTooManyPoints() {
        assertThatThrownBy(() -> TimeSeries.of("points", new long[] {1_700_000_000_000L}, new double[] {1}))
                .isInstanceOf(RefusedInput.class);
        int many = TimeSeries.POINTS_LIMIT + 1;
        assertThatThrownBy(() -> TimeSeries.of("points", new long[many], new double[many]))
                .isInstanceOf(RefusedInput.class);
    }

    @Test
    void itsStepIsThatOfMostPointsWhateverTheGaps() {
        TimeSeries series = TimeSeries.of("points", new long[] {0, 60, 120, 9000, 9060}, new double[5]);

        assertThat(series.step()).isEqualTo(Duration.ofSeconds(60));
        assertThat(TimeSeries.of("points", new long[] {7}, new double[1]).step())
                .isZero();
    }

    @Test
    void readsAStretchWithoutItsEnd() {
        TimeSeries series = TimeSeries.of("points", new long[] {0, 60, 120}, new double[] {1, 2, 3});

        assertThat(series.between(0, 120)).containsExactly(1, 2);
        assertThat(series.between(121, 999)).isEmpty();
    }
}
