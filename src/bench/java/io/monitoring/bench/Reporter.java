package io.monitoring.bench;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.SyntheticFleet;
import java.util.ArrayList;
import java.util.List;

/** A service that reports ten metrics on each of its hosts, at a steady interval. */
final class Reporter {

    private static final int CYCLE = 3600;

    private final String service;
    private final long intervalMillis;
    private final List<SeriesPoints> values;

    Reporter(String service, int hosts, int intervalSeconds) {
        this.service = service;
        this.intervalMillis = intervalSeconds * 1000L;
        this.values = new SyntheticFleet(service.hashCode()).points(hosts, CYCLE);
    }

    String service() {
        return service;
    }

    /** Points from one time (inclusive) to another (exclusive), in epoch milliseconds. */
    List<SeriesPoints> points(long from, long to) {
        List<SeriesPoints> points = new ArrayList<>(values.size());
        for (SeriesPoints pattern : values) {
            var key =
                    SeriesKey.of(service, pattern.key().metric(), pattern.key().labels());
            var own = new SeriesPoints(key, (int) ((to - from) / intervalMillis) + 1);
            for (long time = from; time < to; time += intervalMillis) {
                own.add(time, pattern.value((int) (time / intervalMillis % CYCLE)), null);
            }
            points.add(own);
        }
        return points;
    }
}
