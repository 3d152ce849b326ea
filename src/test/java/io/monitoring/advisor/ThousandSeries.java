package io.monitoring.advisor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A thousand series of one hour: 25 services that call each other, of 40 series each, one of which is a function that tells
 * of its memory. They report together, a minute after the other, and in the last minutes one of them is slow.
 */
public final class ThousandSeries {

    public static final int SERVICES = 25;
    public static final int SERIES = 1000;
    public static final int MINUTES = 60;
    private static final int FAULTY_MINUTES = 3;
    private static final int FAULTY = 5;
    private static final int ENDPOINTS = SERIES / SERVICES / 2;
    private static final int FUNCTION = SERVICES - 1;
    private static final List<Integer> MEMORY = List.of(512, 1024, 2048);

    private final Random noise = new Random(11);
    private final Instant end;

    /** @param end of the hour, moved down to a whole minute */
    public ThousandSeries(Instant end) {
        this.end = end.truncatedTo(ChronoUnit.MINUTES);
    }

    public static String service(int number) {
        return "town-" + number;
    }

    public static String faulty() {
        return service(FAULTY);
    }

    public static String function() {
        return service(FUNCTION);
    }

    /** The hour, as {@code time_range} wants it. */
    public String range() {
        return end.minus(MINUTES, ChronoUnit.MINUTES) + "/" + end;
    }

    /** What is posted, minute by minute: a point of each series. */
    public List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            List<String> series = new ArrayList<>();
            for (int number = 0; number < SERVICES; number++) {
                addSeries(number, minute, series);
            }
            bodies.add("{\"series\":[" + String.join(",", series) + "]}");
        }
        return bodies;
    }

    private void addSeries(int number, int minute, List<String> series) {
        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
            String labels = "\"endpoint\":\"e" + endpoint + "\"";
            if (number == FUNCTION && endpoint < MEMORY.size()) {
                int memory = MEMORY.get(endpoint);
                labels = "\"memory_mb\":\"" + memory + "\"";
                series.add(series(number, "duration_ms", labels, minute, 60 + 150_000.0 / memory));
                series.add(series(number, "max_memory_used_mb", labels, minute, 300));
                continue;
            }
            int callee = 2 * number + 1 + endpoint % 2;
            if (callee < SERVICES) {
                labels += ",\"calls\":\"" + service(callee) + "\"";
            }
            series.add(series(number, "latency_ms", labels, minute, latency(number, minute)));
            series.add(series(number, "requests", labels, minute, 50));
        }
    }

    /** A service takes 10 ms of its own, and waits for those it calls. */
    private static double latency(int number, int minute) {
        if (number >= SERVICES) {
            return 0;
        }
        boolean slow = number == FAULTY && minute >= MINUTES - FAULTY_MINUTES;
        return (slow ? 110 : 10) + latency(2 * number + 1, minute) + latency(2 * number + 2, minute);
    }

    private String series(int number, String metric, String labels, int minute, double value) {
        long time =
                end.minus(MINUTES - minute, ChronoUnit.MINUTES).plusSeconds(20).toEpochMilli();
        return String.format(
                Locale.ROOT,
                "{\"service_name\":\"%s\",\"metric_type\":\"%s\",\"labels\":{%s},\"timestamps\":[%d],\"values\":[%.3f]}",
                service(number),
                metric,
                labels,
                time,
                value * (1 + 0.02 * noise.nextGaussian()));
    }
}
