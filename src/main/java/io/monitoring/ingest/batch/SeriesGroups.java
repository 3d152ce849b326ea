package io.monitoring.ingest.batch;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of one request, found by identity. In front of the map stands a small direct-mapped cache by the identity
 * as it was written, so that the points of a batch build no sorted labels and check no names that an earlier one did.
 * The map has no bad case either: its keys are comparable, so colliding hashes cost a logarithm.
 */
public final class SeriesGroups {

    private static final int CACHE_SIZE = 64;

    /** The accepted points of a series so far. */
    public static final class Group {
        private final SeriesKey key;
        private final PointIndexes indexes = new PointIndexes();
        private SeriesPoints points;

        private Group(SeriesKey key) {
            this.key = key;
        }

        public void add(int index, long time, double value, String metadata) {
            if (points == null) {
                points = new SeriesPoints(key, 1);
            }
            points.add(time, value, metadata);
            indexes.add(index);
        }

        /** Takes over columns as they are. */
        public void addColumns(int firstIndex, long[] times, double[] values) {
            var columns = new SeriesPoints(key, times, values, null);
            if (points == null) {
                points = columns;
            } else {
                points.addAll(columns);
            }
            indexes.addRange(firstIndex, times.length);
        }
    }

    private record CacheLine(int hash, SeriesIdentity.Written written, Group group) {}

    private final Map<SeriesKey, Group> groups = new HashMap<>();
    private final List<Group> inOrder = new ArrayList<>();
    private CacheLine[] cache; // null until a second point may profit

    /** The group an identity belongs to; null when the identity is wrong, which it notes itself. */
    public Group find(SeriesIdentity identity) {
        if (!identity.isComplete()) {
            identity.check();
            return null;
        }
        int hash = identity.writtenHash();
        int slot = (hash ^ (hash >>> 16) ^ (hash >>> 8)) & (CACHE_SIZE - 1);
        if (cache != null) {
            CacheLine line = cache[slot];
            if (line != null && line.hash == hash && identity.isWrittenAs(line.written)) {
                return line.group;
            }
        }
        SeriesKey key = identity.check();
        if (key == null) {
            return null;
        }
        Group group = groups.get(key);
        if (group == null) {
            group = new Group(key);
            groups.put(key, group);
            inOrder.add(group);
        }
        if (cache == null) {
            cache = new CacheLine[CACHE_SIZE];
        }
        cache[slot] = new CacheLine(hash, identity.written(), group);
        return group;
    }

    List<IngestSeries> series() {
        var series = new ArrayList<IngestSeries>(inOrder.size());
        for (Group group : inOrder) {
            // A series of which no point was good is known here, and has nothing to store.
            if (group.points != null) {
                series.add(new IngestSeries(group.points, group.indexes));
            }
        }
        return series;
    }
}
