package io.monitoring.bench;

import io.monitoring.platform.config.MovableClock;
import io.monitoring.series.SeriesPoints;
import java.util.List;

/** Requests, as clients send them. */
final class Bodies {

    private Bodies() {}

    /** The points of all series from one step (inclusive) to another (exclusive), the last of them now. */
    static String points(String service, List<SeriesPoints> series, int from, int to, MovableClock clock) {
        long now = clock.millis() / 1000 * 1000;
        var body = new StringBuilder("[");
        for (int step = from; step < to; step++) {
            for (SeriesPoints one : series) {
                body.append(body.length() == 1 ? "" : ",");
                append(body, service, one, step, now - (to - 1 - step) * 10_000L);
            }
        }
        return body.append(']').toString();
    }

    static String point(String service, SeriesPoints series, int step, MovableClock clock) {
        var body = new StringBuilder();
        append(body, service, series, step, clock.millis());
        return body.toString();
    }

    private static void append(StringBuilder body, String service, SeriesPoints series, int step, long time) {
        body.append("{\"service_name\":\"").append(service);
        body.append("\",\"metric_type\":\"").append(series.key().metric());
        body.append("\",\"labels\":{");
        String comma = "";
        for (var label : series.key().labels().entrySet()) {
            body.append(comma).append('"').append(label.getKey()).append("\":\"");
            body.append(label.getValue()).append('"');
            comma = ",";
        }
        body.append("},\"value\":").append(series.value(step));
        body.append(",\"timestamp\":").append(time).append('}');
    }
}
