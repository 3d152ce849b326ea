package io.monitoring.store.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.PointCodec.Effort;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PointCodecTest {

    @ParameterizedTest
    @EnumSource(Effort.class)
    void bringsBackAFleet(Effort effort) {
        var fleet = new SyntheticFleet(1).points(5, 120);

        byte[] data = PointCodec.encode(fleet, effort);

        SeriesAssert.assertSame(PointCodec.decode(SyntheticFleet.SERVICE, data), fleet);
    }

    @ParameterizedTest
    @EnumSource(Effort.class)
    void readsOnlyTheWantedSeries(Effort effort) {
        var fleet = new SyntheticFleet(1).points(5, 360);
        byte[] data = PointCodec.encode(fleet, effort);

        for (int i = 0; i < fleet.size(); i += 7) {
            SeriesPoints one = fleet.get(i);
            var found = PointCodec.decode(SyntheticFleet.SERVICE, data, key -> key.equals(one.key()));
            SeriesAssert.assertSame(found, List.of(one));
        }
        assertThat(PointCodec.decode(SyntheticFleet.SERVICE, data, key -> false))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Effort.class)
    void bringsBackAnyBits(Effort effort) {
        var random = new Random(7);
        var points = new SeriesPoints(SeriesKey.of(SyntheticFleet.SERVICE, "noise"), 8);
        for (int i = 0; i < 3_000; i++) {
            points.add(
                    random.nextLong(),
                    Double.longBitsToDouble(random.nextLong()),
                    i % 3 == 0 ? "{\"i\":" + i + "}" : null);
        }

        byte[] data = PointCodec.encode(List.of(points, points), effort);

        SeriesAssert.assertSame(PointCodec.decode(SyntheticFleet.SERVICE, data), List.of(points, points));
    }

    @Test
    void refusesPointsOfTwoServices() {
        var mine = new SeriesPoints(SeriesKey.of("mine", "m"), 1);
        var theirs = new SeriesPoints(SeriesKey.of("theirs", "m"), 1);

        assertThatThrownBy(() -> PointCodec.encode(List.of(mine, theirs), Effort.FAST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("theirs");
    }

    @Test
    void isNotChangedThroughWhatWasRead() {
        var fleet = new SyntheticFleet(1).points(2, 30);
        var decoded = PointCodec.decode(SyntheticFleet.SERVICE, PointCodec.encode(fleet, Effort.FAST));

        decoded.get(0).add(1, 1, null);
        decoded.get(0).sortByTime();

        SeriesAssert.assertSame(decoded.subList(1, decoded.size()), fleet.subList(1, fleet.size()));
    }

    @Test
    void packsNothing() {
        byte[] data = PointCodec.encode(List.of(), Effort.FAST);

        assertThat(PointCodec.decode(SyntheticFleet.SERVICE, data)).isEmpty();
    }
}
