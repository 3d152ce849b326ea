package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the series that report at the same instants: the usual case, as an agent sends all its series at once. Their
 * times are stored once and referred to.
 */
final class TimeColumns {

    /** Marks a series whose times nobody shares. */
    static final int OWN = -1;

    private final int[] sharedBy;
    private final List<SeriesPoints> shared = new ArrayList<>();

    TimeColumns(List<SeriesPoints> series) {
        sharedBy = new int[series.size()];
        List<Integer> firsts = new ArrayList<>(); // the first series of each distinct column
        Map<Long, Integer> byHash = new HashMap<>();
        int[] columnOf = new int[sharedBy.length];
        int[] uses = new int[sharedBy.length];
        for (int i = 0; i < columnOf.length; i++) {
            SeriesPoints points = series.get(i);
            int column = i > 0 && sameTimes(points, series.get(firsts.get(columnOf[i - 1])))
                    ? columnOf[i - 1]
                    : byHash.computeIfAbsent(hash(points), h -> firsts.size());
            if (column == firsts.size()) {
                firsts.add(i);
            } else if (!sameTimes(points, series.get(firsts.get(column)))) {
                column = firsts.size(); // the hashes collide
                firsts.add(i);
            }
            columnOf[i] = column;
            uses[column]++;
        }
        int[] place = new int[firsts.size()];
        for (int i = 0; i < place.length; i++) {
            place[i] = OWN;
            if (uses[i] > 1) {
                place[i] = shared.size();
                shared.add(series.get(firsts.get(i)));
            }
        }
        for (int i = 0; i < sharedBy.length; i++) {
            sharedBy[i] = place[columnOf[i]];
        }
    }

    private static long hash(SeriesPoints points) {
        long hash = points.size();
        for (int i = 0; i < points.size(); i++) {
            hash = hash * 0x9e3779b97f4a7c15L + points.time(i);
        }
        return SeriesKey.mix(hash);
    }

    private static boolean sameTimes(SeriesPoints left, SeriesPoints right) {
        int size = left.size();
        if (size != right.size()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (left.time(i) != right.time(i)) {
                return false;
            }
        }
        return true;
    }

    /** The shared column of a series, or {@link #OWN}. */
    int of(int series) {
        return sharedBy[series];
    }

    /** A representative of each shared column. */
    List<SeriesPoints> shared() {
        return shared;
    }
}
