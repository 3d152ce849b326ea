package io.monitoring.advisor;

import io.monitoring.ingest.MetricsClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Twenty services that call each other, an hour of their minutes, and a fault in one of them at the end of it. */
final class ShopTraffic {

    static final int MINUTES = 63;
    static final int FAULTY_MINUTES = 3;
    private static final int SERVICES = 20;

    private final String prefix;
    private final Random noise = new Random(7);

    ShopTraffic(String prefix) {
        this.prefix = prefix;
    }

    /** Number 0 is the one that users call; each calls the two at 2n + 1 and 2n + 2. */
    String service(int number) {
        return prefix + "-" + number;
    }

    /** Posts the minutes before {@code end}; the last of them with service {@code faulty} three times as slow. */
    void report(MetricsClient api, Instant end, int faulty) {
        List<String> series = new ArrayList<>();
        for (int number = 0; number < SERVICES; number++) {
            int own = number;
            series.add(series(end, number, "latency_ms", "", minute -> latency(own, minute, faulty)));
            for (int callee : List.of(2 * number + 1, 2 * number + 2)) {
                if (callee < SERVICES) {
                    series.add(series(end, number, "requests", "\"calls\":\"" + service(callee) + "\"", minute -> 50));
                }
            }
            if (2 * number + 1 >= SERVICES) {
                series.add(series(end, number, "requests", "", minute -> 50));
            }
        }
        var answer = api.post("{\"series\":[" + String.join(",", series) + "]}");
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
    }

    /** A service takes 10 ms of its own, and waits for those it calls. */
    private double latency(int number, int minute, int faulty) {
        if (number >= SERVICES) {
            return 0;
        }
        boolean slow = number == faulty && minute >= MINUTES - FAULTY_MINUTES;
        return (slow ? 110 : 10) + latency(2 * number + 1, minute, faulty) + latency(2 * number + 2, minute, faulty);
    }

    private interface Values {
        double at(int minute);
    }

    private String series(Instant end, int number, String metric, String labels, Values values) {
        var times = new ArrayList<String>();
        var numbers = new ArrayList<String>();
        Instant begin = end.truncatedTo(ChronoUnit.MINUTES).minusSeconds(60L * MINUTES);
        for (int minute = 0; minute < MINUTES; minute++) {
            times.add(Long.toString(begin.plusSeconds(60L * minute + 20).toEpochMilli()));
            double value = values.at(minute) * (1 + 0.02 * noise.nextGaussian());
            numbers.add(String.format(Locale.ROOT, "%.3f", value));
        }
        return "{\"service_name\":\"%s\",\"metric_type\":\"%s\",\"labels\":{%s},\"timestamps\":[%s],\"values\":[%s]}"
                .formatted(service(number), metric, labels, String.join(",", times), String.join(",", numbers));
    }
}
