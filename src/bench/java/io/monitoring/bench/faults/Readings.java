package io.monitoring.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads every point back. */
final class Readings {

    private static final int TRIES = 5;

    private Readings() {}

    /** How often each value is there, in the pages of one instance. */
    static Map<Long, Integer> all(Instance instance, List<String> services, Instant from) throws InterruptedException {
        Map<Long, Integer> stored = new HashMap<>();
        for (String service : services) {
            for (JsonNode point : points(instance, service, from, Instant.now().plusSeconds(60))) {
                stored.merge((long) point.get("value").asDouble(), 1, Integer::sum);
            }
        }
        return stored;
    }

    static String query(String service, Instant from, Instant to) {
        return "service=%s&limit=1000&from=%s&to=%s".formatted(service, from, to);
    }

    /** Asks again while it is refused, for a while. */
    static List<JsonNode> points(Instance instance, String service, Instant from, Instant to)
            throws InterruptedException {
        String query = query(service, from, to);
        for (int i = 1; i < TRIES; i++) {
            try {
                return instance.client().readAll(query);
            } catch (AssertionError | RuntimeException refused) {
                System.out.printf("reading again: %s%n", refused.getMessage());
                Thread.sleep(3000);
            }
        }
        return instance.client().readAll(query);
    }
}
