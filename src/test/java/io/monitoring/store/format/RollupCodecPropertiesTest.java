package io.monitoring.store.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.series.RollupSeries;
import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RollupCodecPropertiesTest {

    @Provide
    Arbitrary<List<SeriesPoints>> anySeries() {
        return SeriesArbitraries.any();
    }

    @Property(tries = 300)
    void bringsBackEveryRow(@ForAll("anySeries") List<SeriesPoints> series) {
        List<RollupSeries> rollups = new ArrayList<>();
        for (SeriesPoints points : series) {
            rollups.add(RollupFixtures.minutes(finite(points)));
        }

        byte[] data = RollupCodec.encode(rollups);

        assertThat(RollupCodec.decode(SyntheticFleet.SERVICE, data)).isEqualTo(rollups);
    }

    private static SeriesPoints finite(SeriesPoints points) {
        SeriesPoints finite = new SeriesPoints(points.key(), points.size());
        for (int i = 0; i < points.size(); i++) {
            if (Double.isFinite(points.value(i))) {
                finite.add(points.time(i), points.value(i), null);
            }
        }
        return finite;
    }
}
