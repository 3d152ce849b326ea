package io.monitoring.bench.analysis;

import io.monitoring.analysis.Robust;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.analysis.cause.Diagnosis;
import io.monitoring.analysis.cause.Incident;
import io.monitoring.analysis.cause.RootCauses;
import io.monitoring.analysis.cause.ServiceSeries;
import io.monitoring.analysis.cause.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the cases of PetShop do not show, since all their faults are in one service: faults put into every other one, and
 * normal windows of other shapes. Some minutes; its tables are in {@code docs/root-causes.md}.
 */
public final class PetShopStress {

    private static final int ROWS = 5;
    private static final int PLACES = 6;
    /** A service with fewer requests a row has no tail to put a fault into. */
    private static final int BUSY = 30;

    private final PetShop.Traffic traffic;
    private final String target;
    private final Map<String, double[]> columns = new TreeMap<>();
    private final Map<String, Set<String>> callers = new TreeMap<>();
    private final Set<String> reached;

    private PetShopStress(PetShop.Traffic traffic) {
        this.traffic = traffic;
        this.target = traffic.cases().getFirst().incident().target().service();
        traffic.normal().columns().forEach(one -> columns.put(one.service() + " " + one.metric(), one.values()));
        Map<String, Set<String>> callees = new TreeMap<>();
        traffic.graph().forEach(edge -> {
            callers.computeIfAbsent(edge.to(), any -> new TreeSet<>()).add(edge.from());
            callees.computeIfAbsent(edge.from(), any -> new TreeSet<>()).add(edge.to());
        });
        this.reached = reached(target, callees);
    }

    /** Rows of a window, the row and the seconds into it of the alert, and what is its baseline. */
    private record Shape(int rows, int alertRow, int alertSeconds, Rest rest) {}

    private enum Rest {
        OTHERS,
        ALL,
        FIRST_HALF
    }

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments.length > 0 ? arguments[0] : "../shared/bench");
        List<PetShopStress> stresses = PetShop.read(data.resolve("petshop")).stream()
                .map(PetShopStress::new)
                .toList();
        System.out.println("| fault | size | cases | top-1 | nothing significant | another |");
        System.out.println("|---|---|---|---|---|---|");
        for (String metric : List.of("latency", "availability")) {
            for (double size : new double[] {0.5, 1, 3}) {
                int[] outcomes = new int[3];
                Random random = new Random(1);
                stresses.forEach(stress -> stress.inject(metric, size, random, outcomes));
                int all = outcomes[0] + outcomes[1] + outcomes[2];
                System.out.printf(
                        "| %s | %s | %d | %.2f | %.2f | %.2f |%n",
                        metric,
                        metric.equals("latency") ? "+ %.0f %%".formatted(100 * size) : "- %.0f %%".formatted(2 * size),
                        all,
                        (double) outcomes[0] / all,
                        (double) outcomes[1] / all,
                        (double) outcomes[2] / all);
            }
        }
        System.out.println();
        System.out.println("| normal windows | latency | availability | requests |");
        System.out.println("|---|---|---|---|");
        List.of(
                        new Shape(5, 1, 240, Rest.OTHERS),
                        new Shape(5, 4, 0, Rest.OTHERS),
                        new Shape(5, 1, 60, Rest.FIRST_HALF),
                        new Shape(12, 6, 100, Rest.OTHERS),
                        new Shape(12, 11, 0, Rest.ALL),
                        new Shape(24, 18, 100, Rest.ALL),
                        new Shape(48, 40, 0, Rest.FIRST_HALF))
                .forEach(shape -> System.out.printf(
                        "| %d rows, alert in row %d, baseline %s | %.3f | %.3f | %.3f |%n",
                        shape.rows,
                        shape.alertRow + 1,
                        shape.rest,
                        specificity(stresses, shape, "latency Average"),
                        specificity(stresses, shape, "availability Average"),
                        specificity(stresses, shape, "requests Sum")));
    }

    private static double specificity(List<PetShopStress> stresses, Shape shape, String metric) {
        int quiet = 0;
        int all = 0;
        for (PetShopStress stress : stresses) {
            PetShop.Table normal = stress.traffic.normal();
            int size = normal.seconds().length;
            int from = shape.rest == Rest.FIRST_HALF ? size / 2 : 0;
            for (int i = 0; i < 40; i++) {
                int row = from + i * (size - from - shape.rows) / 39;
                List<ServiceSeries> baseline =
                        switch (shape.rest) {
                            case OTHERS -> normal.rows(row, row + shape.rows, true);
                            case ALL -> normal.all();
                            case FIRST_HALF -> normal.rows(0, size / 2, false);
                        };
                Instant at = Instant.ofEpochSecond(normal.seconds()[row + shape.alertRow] + shape.alertSeconds);
                Incident incident = new Incident(
                        new Target(stress.target, metric, at),
                        stress.traffic.graph(),
                        normal.rows(row, row + shape.rows, false),
                        baseline);
                all++;
                quiet += RootCauses.of(incident).significant() ? 0 : 1;
            }
        }
        return (double) quiet / all;
    }

    /** Counts into {@code outcomes}: found first, nothing significant, another one first. */
    private void inject(String metric, double size, Random random, int[] outcomes) {
        for (String broken : reached) {
            double[] latency = columns.get(broken + " latency Average");
            if (latency == null || requests(broken) < BUSY) {
                continue;
            }
            double each = metric.equals("latency") ? size * mean(latency) : -2 * size;
            Map<String, Double> costs = carried(broken, each * requests(broken));
            for (int place = 0; place < PLACES; place++) {
                int row = 20 + random.nextInt(500);
                Diagnosis diagnosis = RootCauses.of(incident(metric, row, costs));
                boolean first = diagnosis.significant()
                        && diagnosis.rootCauses().getFirst().service().equals(broken);
                outcomes[first ? 0 : diagnosis.significant() ? 2 : 1]++;
            }
        }
    }

    /** Seconds waited or per cents of requests lost a row, by service: each one's go to its callers, by their requests. */
    private Map<String, Double> carried(String broken, double cost) {
        Map<String, Double> costs = new TreeMap<>(Map.of(broken, cost));
        Set<String> done = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(broken));
        while (!open.isEmpty()) {
            String service = open.poll();
            Set<String> above = callers.getOrDefault(service, Set.of());
            double all = above.stream().mapToDouble(this::requests).sum();
            if (done.add(service) && all > 0) {
                above.forEach(caller -> costs.merge(caller, costs.get(service) * requests(caller) / all, Double::sum));
                open.addAll(above);
            }
        }
        return costs;
    }

    private Incident incident(String metric, int row, Map<String, Double> costs) {
        long[] seconds = traffic.normal().seconds();
        List<ServiceSeries> series = new ArrayList<>();
        for (ServiceSeries one : traffic.normal().rows(row, row + ROWS, false)) {
            Double cost = costs.get(one.service());
            if (cost == null || !one.metric().startsWith(metric)) {
                series.add(one);
                continue;
            }
            double[] values = one.points().values();
            long[] times = new long[values.length];
            for (int i = 0; i < values.length; i++) {
                times[i] = one.points().seconds(i);
                boolean faulty = times[i] >= seconds[row + 2] && times[i] <= seconds[row + 3];
                values[i] = Math.max(0, values[i] + (faulty ? cost / Math.max(1, requests(one.service())) : 0));
            }
            series.add(new ServiceSeries(one.service(), one.metric(), TimeSeries.of("points", times, values)));
        }
        return new Incident(
                new Target(target, metric + " Average", Instant.ofEpochSecond(seconds[row + 1] + 240)),
                traffic.graph(),
                series,
                traffic.normal().rows(row, row + ROWS, true));
    }

    private double requests(String service) {
        double[] requests = columns.get(service + " requests Sum");
        return requests == null ? 0 : mean(requests);
    }

    private static double mean(double[] values) {
        double[] present =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        return present.length == 0 ? 0 : Robust.mean(present);
    }

    private static Set<String> reached(String start, Map<String, Set<String>> callees) {
        Set<String> reached = new TreeSet<>(List.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            callees.getOrDefault(open.poll(), Set.of()).stream()
                    .filter(reached::add)
                    .forEach(open::add);
        }
        return reached;
    }
}
