package io.monitoring.live;

import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.series.Hour;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.hours.SettledMinutes.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The detectors of one service's series, and how far into the service's hours they have come. A detector knows the last
 * point it has taken and passes over what is not later, so that reading a log again changes nothing. For one at a time:
 * between {@link #begin} and {@link #end}.
 */
final class WatchedService {

    /** A series without a point for so long is a new one when it comes back. */
    private static final Duration REMEMBERED = Duration.ofDays(15);

    private final String name;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Set<Hour> asked = ConcurrentHashMap.newKeySet();
    private final Map<SeriesKey, Detector> detectors = new HashMap<>();
    private final Map<Hour, Long> ends = new HashMap<>();
    private boolean loaded;
    private long until;
    private long keptPeriod = StaggeredPeriod.NEVER;
    private long lookedIn = StaggeredPeriod.NEVER;

    /** Read by others, to see how much there is in memory. */
    private volatile int size;

    WatchedService(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Notes that there may be more of an hour. */
    void ask(Hour hour) {
        asked.add(hour);
    }

    boolean isAsked() {
        return !asked.isEmpty();
    }

    /** The hours that were asked for since the last time, the oldest first. */
    List<Hour> asked() {
        List<Hour> hours = asked.stream().sorted().toList();
        hours.forEach(asked::remove);
        return hours;
    }

    /** False while somebody else is at it, who will do what was asked for. */
    boolean begin() {
        return busy.compareAndSet(false, true);
    }

    void end() {
        busy.set(false);
    }

    boolean isLoaded() {
        return loaded;
    }

    /** Goes on from detectors as they were kept. */
    void load(DetectorStore.Kept kept) {
        detectors.putAll(kept.detectors());
        keptPeriod = kept.period();
        size = detectors.size();
        loaded = true;
    }

    int size() {
        return size;
    }

    /** Those of series that have had a point lately, for keeping. */
    Map<SeriesKey, Detector> detectors() {
        detectors.values().removeIf(detector -> detector.last() < until - REMEMBERED.toMillis());
        size = detectors.size();
        return detectors;
    }

    /** Where the log of an hour was left. */
    long end(Hour hour) {
        return ends.getOrDefault(hour, 0L);
    }

    /** The time of writing up to which the service has been watched; 0 while it has not. */
    long until() {
        return until;
    }

    long keptPeriod() {
        return keptPeriod;
    }

    void keptIn(long period) {
        keptPeriod = period;
    }

    /** The turn in which this instance looked at the service's limits last. */
    long lookedIn() {
        return lookedIn;
    }

    void lookedIn(long turn) {
        lookedIn = turn;
    }

    /**
     * Takes in the means of minutes.
     *
     * @param atMost no new series is watched beyond so many
     */
    List<FoundAnomaly> take(Hour hour, Tail tail, int atMost) {
        List<FoundAnomaly> found = new ArrayList<>();
        for (RollupSeries series : tail.rollups()) {
            Detector detector = detectors.get(series.key());
            if (detector == null) {
                if (detectors.size() >= atMost) {
                    continue;
                }
                detector = new Detector();
                detectors.put(series.key(), detector);
            }
            for (RollupSeries.Row row : series.rows()) {
                Instant at = Instant.ofEpochMilli(row.start());
                double mean = row.aggregate().average();
                detector.read(at, mean)
                        .anomaly(at, mean)
                        .ifPresent(anomaly -> found.add(new FoundAnomaly(series.key(), anomaly)));
            }
        }
        size = detectors.size();
        ends.put(hour, tail.end());
        ends.keySet().removeIf(old -> old.compareTo(hour.plus(-Watch.HOURS_OPEN)) < 0);
        until = Math.max(until, tail.end());
        return found;
    }
}
