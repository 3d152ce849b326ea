package io.monitoring.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Computes roll-ups from points, and coarser ones from finer ones. */
public final class Rollups {

    private Rollups() {}

    /** One-minute roll-ups of points in any order; a series may come in several pieces. */
    public static List<RollupSeries> ofMinutes(List<SeriesPoints> points) {
        Map<SeriesKey, SortedMap<Long, Aggregate>> series = new TreeMap<>();
        for (SeriesPoints piece : points) {
            SortedMap<Long, Aggregate> minutes = series.computeIfAbsent(piece.key(), any -> new TreeMap<>());
            for (int i = 0; i < piece.size(); i++) {
                minutes.computeIfAbsent(periodOf(piece.time(i), Resolution.MINUTE.millis()), any -> new Aggregate())
                        .add(piece.value(i));
            }
        }
        return toSeries(series, Resolution.MINUTE);
    }

    /** Roll-ups of a coarser resolution. */
    public static List<RollupSeries> coarser(List<RollupSeries> finer, Resolution resolution) {
        Map<SeriesKey, SortedMap<Long, Aggregate>> series = new TreeMap<>();
        for (RollupSeries piece : finer) {
            SortedMap<Long, Aggregate> periods = series.computeIfAbsent(piece.key(), any -> new TreeMap<>());
            for (RollupSeries.Row row : piece.rows()) {
                periods.computeIfAbsent(periodOf(row.start(), resolution.millis()), any -> new Aggregate())
                        .merge(row.aggregate());
            }
        }
        return toSeries(series, resolution);
    }

    public static long periodOf(long millis, long period) {
        return millis - Math.floorMod(millis, period);
    }

    private static List<RollupSeries> toSeries(
            Map<SeriesKey, SortedMap<Long, Aggregate>> series, Resolution resolution) {
        List<RollupSeries> rollups = new ArrayList<>(series.size());
        series.forEach((key, periods) -> {
            List<RollupSeries.Row> rows = new ArrayList<>(periods.size());
            periods.forEach((start, aggregate) -> rows.add(new RollupSeries.Row(start, aggregate)));
            rollups.add(new RollupSeries(key, resolution.period(), rows));
        });
        return rollups;
    }

    /** Series that come in several pieces put together, each in order of time. */
    public static List<SeriesPoints> joined(List<SeriesPoints> pieces) {
        Map<SeriesKey, List<SeriesPoints>> series = new HashMap<>();
        pieces.forEach(piece ->
                series.computeIfAbsent(piece.key(), any -> new ArrayList<>()).add(piece));
        List<SeriesPoints> joined = new ArrayList<>(series.size());
        for (SeriesKey key : series.keySet().stream().sorted().toList()) {
            List<SeriesPoints> own = series.get(key);
            var whole = new SeriesPoints(
                    key, own.stream().mapToInt(SeriesPoints::size).sum());
            own.forEach(whole::addAll);
            whole.sortByTime();
            joined.add(whole);
        }
        return joined;
    }
}
