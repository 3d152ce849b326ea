package io.monitoring.store.format;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Series like those of a small fleet: per host gauges with one or two decimals, latencies, counters, constants. */
public final class SyntheticFleet {

    static final String SERVICE = "checkout";
    static final long START = 1_790_000_000_000L;

    private static final String[] METRICS = {
        "cpu_usage_percent", "memory_used_mb", "http_requests_total", "http_errors_total", "latency_p50_ms",
        "latency_p99_ms", "request_count", "db_connections_active", "queue_depth", "disk_usage_percent"
    };
    private static final String[] ENDPOINTS = {"/api/v1/orders", "/api/v1/carts", "/health"};

    private final Random random;

    public SyntheticFleet(long seed) {
        random = new Random(seed);
    }

    /** Ten metrics on each host, a point every ten seconds. */
    public List<SeriesPoints> points(int hosts, int perSeries) {
        List<SeriesPoints> fleet = new ArrayList<>();
        for (int metric = 0; metric < METRICS.length; metric++) {
            for (int host = 0; host < hosts; host++) {
                SeriesPoints points = new SeriesPoints(key(metric, host), perSeries);
                double[] values = values(metric, perSeries);
                for (int i = 0; i < perSeries; i++) {
                    points.add(START + 10_000L * i, values[i], null);
                }
                fleet.add(points);
            }
        }
        return fleet;
    }

    private static SeriesKey key(int metric, int host) {
        String name = String.format("web-%02d", host + 1);
        return metric >= 4 && metric <= 6
                ? SeriesKey.of(
                        SERVICE,
                        METRICS[metric],
                        Map.of("host", name, "region", "eu-west-1", "endpoint", ENDPOINTS[metric - 4]))
                : SeriesKey.of(SERVICE, METRICS[metric], Map.of("host", name, "region", "eu-west-1"));
    }

    private double[] values(int metric, int n) {
        double[] values = new double[n];
        double level = random.nextDouble();
        double walk = 0;
        for (int i = 0; i < n; i++) {
            walk += random.nextGaussian();
            double noise = random.nextGaussian();
            values[i] = switch (metric) {
                case 0 -> decimals(Math.max(0, Math.min(100, 20 + 50 * level + 0.4 * walk)), 2);
                case 1 -> decimals(2000 + 4000 * level + 3 * walk, 1);
                case 2 ->
                    (i == 0 ? Math.floor(1e6 + 5e6 * level) : values[i - 1])
                            + Math.max(0, Math.round(120 + 11 * noise));
                case 3 -> (i == 0 ? Math.floor(1e3 * level) : values[i - 1]) + (random.nextInt(20) == 0 ? 1 : 0);
                case 4 -> decimals((8 + 10 * level) * Math.exp(0.05 * noise), 2);
                case 5 -> decimals((80 + 100 * level) * Math.exp(0.1 * noise), 1);
                case 6 -> Math.max(0, Math.round(150 + 100 * level + 12 * noise));
                case 7 -> Math.max(0, Math.round(20 + 0.5 * walk));
                case 8 -> random.nextInt(10) == 0 ? random.nextInt(30) : 0;
                default -> decimals(60 + 20 * level, 1);
            };
        }
        return values;
    }

    public static double decimals(double value, int places) {
        double power = Math.pow(10, places);
        return Math.round(value * power) / power;
    }
}
