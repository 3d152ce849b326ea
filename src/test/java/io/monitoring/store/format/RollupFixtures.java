package io.monitoring.store.format;

import io.monitoring.series.Aggregate;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.SeriesPoints;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** One-minute roll-ups of series. */
final class RollupFixtures {

    private RollupFixtures() {}

    static List<RollupSeries> minutes(List<SeriesPoints> fleet) {
        return fleet.stream().map(RollupFixtures::minutes).toList();
    }

    static RollupSeries minutes(SeriesPoints points) {
        var rows = new TreeMap<Long, Aggregate>();
        for (int i = 0; i < points.size(); i++) {
            rows.computeIfAbsent(Math.floorDiv(points.time(i), 60_000L) * 60_000L, start -> new Aggregate())
                    .add(points.value(i));
        }
        return new RollupSeries(
                points.key(),
                Duration.ofMinutes(1),
                rows.entrySet().stream()
                        .map(row -> new RollupSeries.Row(row.getKey(), row.getValue()))
                        .toList());
    }
}
