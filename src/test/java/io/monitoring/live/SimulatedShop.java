package io.monitoring.live;

import io.monitoring.ingest.MetricsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Twenty services that call each other and report once a minute. */
final class SimulatedShop {

    static final int SERVICES = 20;
    private static final int OWN_MILLIS = 10;
    private static final int OWN_MILLIS_AT_FAULT = 110;
    private static final int NOBODY = -1;

    private final MetricsClient api;
    private final String prefix;
    private final Random noise = new Random(7);

    SimulatedShop(MetricsClient api, String prefix) {
        this.api = api;
        this.prefix = prefix;
    }

    /** Number 0 is the one that users call; each calls the two at 2n + 1 and 2n + 2. */
    String service(int number) {
        return prefix + "-" + number;
    }

    static List<Integer> callees(int number) {
        return List.of(2 * number + 1, 2 * number + 2).stream()
                .filter(callee -> callee < SERVICES)
                .toList();
    }

    void report(long time) {
        report(time, NOBODY);
    }

    /** One point of each series; the service {@code faulty} takes eleven times as long as usual. */
    void report(long time, int faulty) {
        List<String> points = new ArrayList<>();
        for (int number = 0; number < SERVICES; number++) {
            points.add(point(time, number, "latency_ms", "", latency(number, faulty)));
            for (int callee : callees(number)) {
                points.add(point(time, number, "requests", "\"calls\":\"" + service(callee) + "\"", 50));
            }
            if (callees(number).isEmpty()) {
                points.add(point(time, number, "requests", "", 50));
            }
        }
        var answer = api.post("[" + String.join(",", points) + "]");
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
    }

    /** A service takes some time of its own, and waits for those it calls. */
    private double latency(int number, int faulty) {
        return (number == faulty ? OWN_MILLIS_AT_FAULT : OWN_MILLIS)
                + callees(number).stream()
                        .mapToDouble(callee -> latency(callee, faulty))
                        .sum();
    }

    private String point(long time, int number, String metric, String labels, double usual) {
        return String.format(
                Locale.ROOT,
                "{\"service_name\":\"%s\",\"metric_type\":\"%s\",\"labels\":{%s},\"timestamp\":%d,\"value\":%.3f}",
                service(number),
                metric,
                labels,
                time,
                usual * (1 + 0.02 * noise.nextGaussian()));
    }
}
