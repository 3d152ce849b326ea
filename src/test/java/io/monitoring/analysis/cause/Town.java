package io.monitoring.analysis.cause;

import io.monitoring.analysis.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * Services that call one another, with two days of normal operation and an hour around an alert, a point each five
 * minutes. Faults are put in where they begin and carried to the callers by the test, as the world would.
 */
final class Town {

    static final Instant ALERT = Instant.ofEpochSecond(1_800_000_000L);
    static final int STEP = 300;
    private static final int NORMAL = 576;
    private static final int AROUND = 12;
    /** The fault is in the last three of the points around the alert. */
    private static final int FAULTY = 3;

    private final List<Dependency> dependencies = new ArrayList<>();
    private final Map<String, double[]> baseline = new LinkedHashMap<>();
    private final Map<String, double[]> around = new LinkedHashMap<>();
    private final Random random;

    Town(long seed) {
        random = new Random(seed);
    }

    Town calls(String from, String... to) {
        for (String one : to) {
            dependencies.add(new Dependency(from, one));
        }
        return this;
    }

    /** A service with a latency in seconds, an availability in per cent, and requests a point. */
    Town service(String name, double latency, double requests) {
        series(name + " latency", NORMAL + AROUND, () -> latency * (1 + 0.05 * random.nextGaussian()));
        series(name + " requests", NORMAL + AROUND, () -> Math.rint(requests * (1 + 0.05 * random.nextGaussian())));
        series(name + " availability", NORMAL + AROUND, () -> random.nextInt(20) == 0 ? 100 - 100 / requests : 100);
        return this;
    }

    private void series(String key, int size, DoubleSupplier values) {
        double[] all = new double[size];
        for (int i = 0; i < size; i++) {
            all[i] = values.getAsDouble();
        }
        baseline.put(key, Arrays.copyOf(all, NORMAL));
        around.put(key, Arrays.copyOfRange(all, NORMAL, size));
    }

    /** Changes a series, such as {@code cart latency}, from the onset on. */
    Town fault(String key, DoubleUnaryOperator change) {
        double[] values = around.get(key);
        for (int i = AROUND - FAULTY; i < AROUND; i++) {
            values[i] = change.applyAsDouble(values[i]);
        }
        return this;
    }

    /** A service of which nothing is heard from the onset on. */
    Town silence(String service) {
        List.of("latency", "requests", "availability").forEach(one -> fault(service + " " + one, any -> Double.NaN));
        return this;
    }

    /** A service that had never been called. */
    Town stranger(String name, double latency, double availability) {
        service(name, latency, 50);
        List.of("latency", "requests", "availability").forEach(one -> {
            baseline.remove(name + " " + one);
            Arrays.fill(around.get(name + " " + one), 0, AROUND - FAULTY, Double.NaN);
        });
        fault(name + " availability", any -> availability);
        return this;
    }

    Incident incident(String service, String metric) {
        long begin = onset().getEpochSecond() - (long) STEP * (AROUND - FAULTY);
        return new Incident(
                new Target(service, metric, ALERT),
                dependencies,
                list(around, begin),
                list(baseline, begin - 86_400L * 7));
    }

    static Instant onset() {
        return ALERT.minusSeconds(STEP * (FAULTY - 1));
    }

    private static List<ServiceSeries> list(Map<String, double[]> all, long begin) {
        List<ServiceSeries> list = new ArrayList<>();
        all.forEach((key, values) -> {
            String[] parts = key.split(" ", 2);
            long[] seconds = new long[values.length];
            double[] present = new double[values.length];
            int size = 0;
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(values[i])) {
                    seconds[size] = begin + (long) STEP * i;
                    present[size++] = values[i];
                }
            }
            list.add(new ServiceSeries(
                    parts[0],
                    parts[1],
                    TimeSeries.of("points", Arrays.copyOf(seconds, size), Arrays.copyOf(present, size))));
        });
        return list;
    }
}
