package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.PointCodec.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PointCodecPropertiesTest {

    @Provide
    Arbitrary<List<SeriesPoints>> anySeries() {
        return SeriesArbitraries.any();
    }

    @Property(tries = 600)
    void bringsBackEveryBit(@ForAll("anySeries") List<SeriesPoints> series, @ForAll Effort effort) {
        byte[] data = PointCodec.encode(series, effort);

        SeriesAssert.assertSame(PointCodec.decode(SyntheticFleet.SERVICE, data), series);
    }

    @Property(tries = 200)
    void bringsBackTheWantedSeries(
            @ForAll("anySeries") List<SeriesPoints> series, @ForAll Effort effort, @ForAll int seed) {
        var chosen = new Random(seed);
        var wanted = new java.util.HashSet<SeriesKey>();
        series.forEach(points -> {
            if (chosen.nextInt(3) == 0) {
                wanted.add(points.key());
            }
        });

        byte[] data = PointCodec.encode(series, effort);

        SeriesAssert.assertSame(
                PointCodec.decode(SyntheticFleet.SERVICE, data, wanted::contains),
                series.stream().filter(points -> wanted.contains(points.key())).toList());
    }

    @Property(tries = 40)
    void bringsBackManyPointsAndSeries(@ForAll int seed, @ForAll Effort effort) {
        var random = new Random(seed);
        List<SeriesPoints> series = new ArrayList<>();
        while (series.size() < 150) {
            series.addAll(SeriesArbitraries.series(random));
        }

        byte[] data = PointCodec.encode(series, effort);

        SeriesAssert.assertSame(PointCodec.decode(SyntheticFleet.SERVICE, data), series);
    }
}
