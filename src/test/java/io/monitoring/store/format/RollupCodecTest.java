package io.monitoring.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.series.Aggregate;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RollupCodecTest {

    @Test
    void bringsBackTheRollUpsOfAFleet() {
        var rollups = RollupFixtures.minutes(new SyntheticFleet(1).points(5, 360));

        byte[] data = RollupCodec.encode(rollups);

        assertThat(RollupCodec.decode(SyntheticFleet.SERVICE, data)).isEqualTo(rollups);
    }

    @Test
    void readsOnlyTheWantedSeries() {
        var rollups = RollupFixtures.minutes(new SyntheticFleet(2).points(5, 360));
        byte[] data = RollupCodec.encode(rollups);

        for (int i = 0; i < rollups.size(); i += 9) {
            RollupSeries one = rollups.get(i);
            assertThat(RollupCodec.decode(SyntheticFleet.SERVICE, data, one.key()::equals))
                    .containsExactly(one);
        }
        assertThat(RollupCodec.decode(SyntheticFleet.SERVICE, data, key -> false))
                .isEmpty();
    }

    @Test
    void bringsBackRowsOfAnyDoubles() {
        Random random = new Random(5);
        List<RollupSeries.Row> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Aggregate aggregate = new Aggregate();
            int points = 1 + random.nextInt(i + 1);
            for (int j = 0; j < points; j++) {
                double value = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextInt(5) - 2;
                aggregate.add(Double.isFinite(value) ? value : -0.0);
            }
            rows.add(new RollupSeries.Row(i * 60_000L + random.nextInt(50_000), aggregate));
        }
        var rollups = List.of(new RollupSeries(SeriesKey.of("s", "m"), Duration.ofMinutes(1), rows));

        assertThat(RollupCodec.decode("s", RollupCodec.encode(rollups))).isEqualTo(rollups);
    }

    @Test
    void bringsBackARowOfManyMagnitudesInABoundedSize() {
        for (int signs = 0; signs < 4; signs++) {
            Random random = new Random(signs);
            Aggregate aggregate = new Aggregate();
            for (int i = 0; i < 20_000; i++) {
                double magnitude = Math.pow(10, random.nextDouble(-300, 300));
                boolean negative = signs == 1 || (signs > 1 && random.nextInt(10) < 5 * (signs - 1) - 4);
                aggregate.add(negative ? -magnitude : magnitude);
            }
            var rollups = List.of(new RollupSeries(
                    SeriesKey.of("s", "m"), Duration.ofMinutes(1), List.of(new RollupSeries.Row(0, aggregate))));

            byte[] data = RollupCodec.encode(rollups);

            assertThat(RollupCodec.decode("s", data)).isEqualTo(rollups);
            assertThat(data).hasSizeLessThan(8_000);
        }
    }

    @Test
    void mergesAlikeBeforeAndAfter() {
        var rollups = RollupFixtures.minutes(new SyntheticFleet(4).points(1, 360));
        var decoded = RollupCodec.decode(SyntheticFleet.SERVICE, RollupCodec.encode(rollups));

        for (int i = 0; i < rollups.size(); i++) {
            Aggregate fresh = new Aggregate();
            rollups.get(i).rows().forEach(row -> fresh.merge(row.aggregate()));
            Aggregate stored = new Aggregate();
            decoded.get(i).rows().forEach(row -> stored.merge(row.aggregate()));

            assertThat(stored).isEqualTo(fresh);
            assertThat(stored.quantile(0.95)).isEqualTo(fresh.quantile(0.95));
        }
    }

    @Test
    void packsNothingAndSeriesWithoutRows() {
        assertThat(RollupCodec.decode("s", RollupCodec.encode(List.of()))).isEmpty();
        var empty = List.of(new RollupSeries(SeriesKey.of("s", "m"), Duration.ofHours(1), List.of()));
        assertThat(RollupCodec.decode("s", RollupCodec.encode(empty))).isEqualTo(empty);
    }

    @Test
    void refusesRowsOutOfOrder() {
        var row = new RollupSeries.Row(60_000, Aggregate.of(1));

        assertThatThrownBy(() -> new RollupSeries(SeriesKey.of("s", "m"), Duration.ofMinutes(1), List.of(row, row)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anHourOfMinutesIsSmall() {
        var fleet = RollupFixtures.minutes(new SyntheticFleet(6).points(1, 360));

        for (RollupSeries series : fleet) {
            assertThat(RollupCodec.encode(List.of(series)))
                    .as(series.key().metric())
                    .hasSizeLessThanOrEqualTo(450);
        }
        assertThat(RollupCodec.encode(List.of(fleet.get(9)))).as("a constant").hasSizeLessThan(90);
    }
}
