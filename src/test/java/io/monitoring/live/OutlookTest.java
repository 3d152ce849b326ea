package io.monitoring.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.analysis.forecast.Crossing.Side;
import io.monitoring.series.Aggregate;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlookTest {

    private static final Instant AT = Instant.parse("2026-06-01T12:25:30Z");
    private static final SeriesKey DISK = SeriesKey.of("warehouse", "disk_used_percent");
    private static final Limit NINETY = new Limit("disk_used_percent", Map.of(), 90, Side.ABOVE);

    private final Random noise = new Random(5);

    @Test
    void whatGrowsByTheHourIsSeenDaysAhead() {
        PredictedCrossing found = far(300, 0, i -> 60 + 0.085 * i, NINETY).orElseThrow();

        Instant truth = Instant.parse("2026-06-01T12:00:00Z").plus(Duration.ofHours(53));
        assertThat(found.expected()).isBetween(truth.minus(Duration.ofHours(6)), truth.plus(Duration.ofHours(6)));
        assertThat(found.earliest()).isBeforeOrEqualTo(found.expected());
        assertThat(found.value()).isBetween(84.5, 86.5);
        assertThat(found.low()).isLessThan(found.high());
        assertThat(found.at()).isEqualTo(AT);
    }

    @Test
    void whatGrowsByTheMinuteIsSeenHoursAhead() {
        List<AggregateRow> rows = rows(Duration.ofMinutes(1), 60, 0, i -> 50 + 0.5 * i);

        PredictedCrossing found = Outlook.NEAR.crossing(DISK, rows, NINETY, AT).orElseThrow();

        assertThat(Duration.between(AT, found.expected())).isBetween(Duration.ofMinutes(17), Duration.ofMinutes(23));
    }

    @Test
    void whatFallsHasALimitBelow() {
        var least = new Limit("disk_used_percent", Map.of(), 20, Side.BELOW);

        assertThat(far(300, 0, i -> 50 - 0.085 * i, least))
                .hasValueSatisfying(found -> assertThat(found.expected()).isAfter(AT));
        assertThat(far(300, 0, i -> 20 + 0.085 * i, least)).isEmpty();
    }

    @Test
    void saysNothingOfWhatStaysOrIsBeyondAlreadyOrHasStoppedOrHasJustBegun() {
        assertThat(far(300, 0, i -> 80, NINETY)).as("stays").isEmpty();
        assertThat(far(300, 0, i -> 62 + 0.1 * i, NINETY)).as("is beyond").isEmpty();
        assertThat(far(300, 5, i -> 60 + 0.085 * i, NINETY)).as("has stopped").isEmpty();
        assertThat(far(Outlook.PERIODS_AT_LEAST - 1, 0, i -> 80 + 0.3 * i, NINETY))
                .as("has just begun")
                .isEmpty();
    }

    @Test
    void nobodyIsToldTwiceUnlessItComesMuchSooner() {
        PredictedCrossing found = far(300, 0, i -> 60 + 0.085 * i, NINETY).orElseThrow();
        Duration left = Duration.between(AT, found.expected());

        assertThat(LimitWatch.isNews(found, Map.of())).isTrue();
        assertThat(LimitWatch.isNews(found, Map.of(found.subject(), found.expected())))
                .isFalse();
        assertThat(LimitWatch.isNews(found, Map.of(found.subject(), AT.plus(left.multipliedBy(3)))))
                .isTrue();
        assertThat(LimitWatch.isNews(found, Map.of(found.subject(), AT.minusSeconds(1))))
                .as("the one warned of is past")
                .isTrue();
    }

    private Optional<PredictedCrossing> far(int hours, int missing, IntToDoubleFunction value, Limit limit) {
        return Outlook.FAR.crossing(DISK, rows(Duration.ofHours(1), hours, missing, value), limit, AT);
    }

    private List<AggregateRow> rows(Duration period, int count, int missing, IntToDoubleFunction value) {
        long end = Math.floorDiv(AT.toEpochMilli(), period.toMillis()) - missing;
        return IntStream.range(0, count)
                .mapToObj(i -> new AggregateRow(
                        DISK,
                        (end - count + i) * period.toMillis(),
                        Aggregate.of(value.applyAsDouble(i) + 0.1 * noise.nextGaussian())))
                .toList();
    }
}
