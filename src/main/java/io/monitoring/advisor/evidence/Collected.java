package io.monitoring.advisor.evidence;

import io.monitoring.advisor.document.Findings.Missing;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.SeriesKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What has come in until now, from answers in any order and on any thread. */
final class Collected {

    private final SortedMap<SeriesKey, Reading> readings = new TreeMap<>();
    private final SortedSet<String> awaited = new TreeSet<>();
    private final List<Missing> missing = new ArrayList<>();
    private final SortedSet<String> unread = new TreeSet<>();
    private final int seriesAtMost;
    private int leftOut;
    private boolean listed;

    Collected(int seriesAtMost) {
        this.seriesAtMost = seriesAtMost;
    }

    synchronized void expect(List<String> services) {
        listed = true;
        awaited.addAll(services);
    }

    synchronized void add(String service, List<AggregateRow> rows, Predicate<String> metrics) {
        awaited.remove(service);
        List<AggregateRow> own = new ArrayList<>();
        for (AggregateRow row : rows) {
            if (!own.isEmpty() && !own.getFirst().series().equals(row.series())) {
                keep(own);
                own.clear();
            }
            if (metrics.test(row.series().metric())) {
                own.add(row);
            }
        }
        if (!own.isEmpty()) {
            keep(own);
        }
    }

    private void keep(List<AggregateRow> rows) {
        if (readings.size() < seriesAtMost) {
            SeriesKey series = rows.getFirst().series();
            readings.put(series, Reading.of(series, rows));
        } else {
            leftOut++;
            unread.add(rows.getFirst().series().service());
        }
    }

    synchronized void failed(String service, String why) {
        awaited.remove(service);
        unread.add(service);
        missing.add(new Missing("points of " + service, why, null));
    }

    synchronized void listFailed(String why) {
        listed = true;
        missing.add(new Missing("points of all services", why, null));
    }

    /**
     * What is here at one moment, and what is not: an answer that comes between two looks would be in neither.
     *
     * @param unread the services of which something is not here
     */
    record Snapshot(List<Reading> readings, List<Missing> missing, SortedSet<String> unread) {}

    synchronized Snapshot snapshot() {
        SortedSet<String> notHere = new TreeSet<>(unread);
        notHere.addAll(awaited);
        return new Snapshot(List.copyOf(readings.values()), missing(), notHere);
    }

    /** What is not here, and why; what is still awaited is late. */
    private List<Missing> missing() {
        List<Missing> all = new ArrayList<>(missing);
        if (!listed) {
            all.add(new Missing("points of all services", "the list of services did not come in time", null));
        }
        awaited.forEach(service -> all.add(new Missing("points of " + service, "did not come in time", null)));
        if (leftOut > 0) {
            all.add(new Missing(
                    leftOut + " series", "more than " + seriesAtMost + "; name a service with service_name", null));
        }
        all.sort(Comparator.comparing(Missing::what).thenComparing(Missing::why));
        return all;
    }
}
