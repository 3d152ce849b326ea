import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Requests for both sides with the same points, built before they are needed. Every request brings new times, in steps of
 * 10 ms within a few minutes of now; values are what such metrics are: walks with a few decimals, counters, sizes.
 */
final class Bodies {

    /** Its points are few enough to be read back one by one. */
    static final String SAMPLED = "bulk-sampled";

    private static final int SERVICES = 20;
    private static final int METRICS = 5;
    private static final int STEP_MILLIS = 10;
    private static final long BEHIND_MILLIS = 240_000;
    private static final String[] NAMES = {"cpu_percent", "requests_total", "latency_ms", "heap_bytes", "queue_length"};

    private final Random random = new Random(7);
    private final Map<String, Long> times = new HashMap<>();
    private final Map<String, double[]> levels = new HashMap<>();
    private final Map<String, Long> points = new HashMap<>();
    private final Set<String> sampled = new HashSet<>();

    /** One request in both forms; the buffers hold head and body. */
    record Request(ByteBuffer ours, ByteBuffer theirs) {}

    /** Points that have been built, by service. */
    Map<String, Long> points() {
        return points;
    }

    /** Every point of {@link #SAMPLED}, as {@link #text}. */
    Set<String> sampled() {
        return sampled;
    }

    static String text(String metric, String host, long time, double value) {
        return metric + ' ' + host + ' ' + time + ' ' + value;
    }

    List<Request> build(int requests, int series, int pointsEach) {
        List<Request> built = new ArrayList<>(requests);
        for (int i = 0; i < requests; i++) {
            built.add(build(i == requests / 2 ? SAMPLED : "bulk-%02d".formatted(i % SERVICES), series, pointsEach));
        }
        return built;
    }

    private Request build(String service, int series, int pointsEach) {
        long first = Math.max(times.getOrDefault(service, 0L), System.currentTimeMillis() - BEHIND_MILLIS);
        times.put(service, first + (long) pointsEach * STEP_MILLIS);
        points.merge(service, (long) series * pointsEach, Long::sum);
        var stamps = new StringBuilder();
        for (int i = 0; i < pointsEach; i++) {
            stamps.append(i == 0 ? "" : ",").append(first + (long) i * STEP_MILLIS);
        }
        var ours = new StringBuilder("{\"series\":[");
        var theirs = new StringBuilder();
        double[] level = levels.computeIfAbsent(service, any -> new double[series]);
        if (level.length < series) {
            level = new double[series];
            levels.put(service, level);
        }
        for (int s = 0; s < series; s++) {
            String metric = NAMES[s % METRICS];
            String host = "host-" + s / METRICS;
            StringBuilder values = values(service, metric, host, level, s, first, pointsEach);
            ours.append(s == 0 ? "" : ",").append("{\"service_name\":\"").append(service);
            ours.append("\",\"metric_type\":\"").append(metric).append("\",\"labels\":{\"host\":\"").append(host);
            ours.append("\"},\"timestamps\":[").append(stamps).append("],\"values\":[").append(values).append("]}");
            theirs.append("{\"metric\":{\"__name__\":\"").append(metric).append("\",\"service\":\"").append(service);
            theirs.append("\",\"host\":\"").append(host).append("\"},\"values\":[").append(values);
            theirs.append("],\"timestamps\":[").append(stamps).append("]}\n");
        }
        ours.append("]}");
        return new Request(request("/metrics", ours), request("/api/v1/import", theirs));
    }

    private StringBuilder values(
            String service, String metric, String host, double[] level, int s, long first, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            double value = next(s % METRICS, level[s]);
            level[s] = value;
            text.append(i == 0 ? "" : ",");
            if (value == Math.rint(value)) {
                text.append((long) value);
            } else {
                text.append(value);
            }
            if (service.equals(SAMPLED)) {
                sampled.add(text(metric, host, first + (long) i * STEP_MILLIS, value));
            }
        }
        return text;
    }

    private double next(int kind, double before) {
        return switch (kind) {
            case 0 -> Math.round(Math.clamp(before + random.nextGaussian() * 3, 0, 100) * 10) / 10.0;
            case 1 -> before + random.nextInt(40);
            case 2 -> Math.round(Math.abs(before * 0.9 + random.nextGaussian() * 8) * 100) / 100.0;
            case 3 -> Math.clamp((long) before + (random.nextInt(9) - 4) * 65_536L, 0, 1L << 33);
            default -> random.nextInt(10) == 0 ? random.nextInt(20) : before;
        };
    }

    private static ByteBuffer request(String path, StringBuilder body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        ByteBuffer buffer = ByteBuffer.allocateDirect(head.length() + body.length());
        buffer.put(head.getBytes(StandardCharsets.US_ASCII));
        buffer.put(body.toString().getBytes(StandardCharsets.US_ASCII));
        return buffer.flip();
    }
}
