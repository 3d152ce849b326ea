package io.monitoring.store.write;

import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sorts points of one service into hours, and within an hour joins what belongs to one series. Columns that lie whole
 * in one hour and have no company are passed on as they are; those of a caller are never changed.
 */
final class HourlyPoints {

    private record Columns(SeriesPoints points, boolean ours) {

        SeriesPoints sorted() {
            if (points.isSorted()) {
                return points;
            }
            SeriesPoints sorted = points;
            if (!ours) {
                sorted = new SeriesPoints(points.key(), points.size());
                sorted.addAll(points);
            }
            sorted.sortByTime();
            return sorted;
        }
    }

    private final SortedMap<Hour, Map<SeriesKey, Columns>> hours = new TreeMap<>();

    static SortedMap<Hour, List<SeriesPoints>> of(List<SeriesPoints> points) {
        var sorted = new HourlyPoints();
        points.forEach(sorted::add);
        SortedMap<Hour, List<SeriesPoints>> result = new TreeMap<>();
        sorted.hours.forEach((hour, series) -> {
            List<SeriesPoints> columns = new ArrayList<>(series.size());
            series.values().forEach(one -> columns.add(one.sorted()));
            result.put(hour, columns);
        });
        return result;
    }

    private void add(SeriesPoints points) {
        int from = 0;
        while (from < points.size()) {
            Hour hour = Hour.of(points.time(from));
            int to = from + 1;
            while (to < points.size() && hour.contains(points.time(to))) {
                to++;
            }
            add(hours.computeIfAbsent(hour, any -> new HashMap<>()), points, from, to);
            from = to;
        }
    }

    private static void add(Map<SeriesKey, Columns> hour, SeriesPoints points, int from, int to) {
        Columns known = hour.get(points.key());
        if (known == null && to - from == points.size()) {
            hour.put(points.key(), new Columns(points, false));
            return;
        }
        if (known == null || !known.ours()) {
            var own = new SeriesPoints(
                    points.key(),
                    to - from + (known == null ? 0 : known.points().size()));
            if (known != null) {
                own.addAll(known.points());
            }
            known = new Columns(own, true);
            hour.put(points.key(), known);
        }
        known.points().addRange(points, from, to);
    }
}
