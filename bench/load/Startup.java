import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The driver of bench/startup: every shape is started, asked and stopped in turn, round after round; figures are medians.
 * Arguments: rounds, then name=folder=command for each shape, its words separated by spaces. The one that is named lambda
 * is asked by the Lambda runtime API.
 */
public final class Startup {

    private static final int REQUESTS = 1000;
    private static final int MOST_TRIES = 3;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int QUEUED = 202;
    private static final String BARE = "hello";
    private static final String FUNCTION = "lambda";
    private static final String POINT =
            "{\"service_name\":\"startup\",\"metric_type\":\"m\",\"value\":1.5,\"labels\":{\"host\":\"a\"}}";
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Map<String, String> environment;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private Startup(Map<String, String> environment) {
        this.environment = environment;
    }

    private record Shape(String name, File folder, List<String> command) {

        static Shape of(String argument) {
            String[] parts = argument.split("=", 3);
            return new Shape(parts[0], new File(parts[1]), List.of(parts[2].split(" ")));
        }

        Line line() throws IOException {
            return name.equals(FUNCTION) ? new FunctionLine() : new SocketLine();
        }

        /** What it is first asked: ours for its health, which it knows from memory; the other one knows one call only. */
        int first(Line line, Process process) throws IOException, InterruptedException {
            return name.equals(BARE) ? post(line, process) : line.status(process, "GET", "/health", "");
        }

        int post(Line line, Process process) throws IOException, InterruptedException {
            return line.status(process, "POST", "/metrics", POINT);
        }
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        List<Shape> shapes = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            shapes.add(Shape.of(arguments[i]));
        }
        try (var servers = new Servers()) {
            Map<String, String> environment = servers.startStack();
            var bench = new Startup(environment);
            // Makes table and queues, and warms the disk's cache; not counted.
            environment.put("MONITORING_BOOTSTRAP", "true");
            environment.put("MONITORING_INTERNAL_BOOTSTRAP_TIMEOUT", "5M");
            bench.round(shapes);
            environment.put("MONITORING_BOOTSTRAP", "false");
            bench.figures.clear();
            for (int round = 1; round <= rounds; round++) {
                System.out.printf("round %d of %d%n", round, rounds);
                bench.round(shapes);
            }
            bench.report();
        }
    }

    private void round(List<Shape> shapes) throws Exception {
        for (Shape shape : shapes) {
            int tries = 1;
            while (!run(shape)) {
                if (tries++ == MOST_TRIES) {
                    throw new IllegalStateException(shape.name() + " queued points in each of " + MOST_TRIES + " tries");
                }
            }
        }
    }

    /** @return whether it counts: not where a point was queued, since DynamoDB Local was too slow for a moment */
    private boolean run(Shape shape) throws Exception {
        File log = File.createTempFile("startup-", ".log");
        Process process = null;
        try (Line line = shape.line()) {
            var builder = new ProcessBuilder(shape.command()).directory(shape.folder());
            builder.environment().putAll(environment);
            builder.environment().putAll(line.environment());
            builder.redirectErrorStream(true).redirectOutput(log);
            long started = System.nanoTime();
            process = builder.start();
            expect(shape, shape.name().equals(BARE) ? CREATED : OK, shape.first(line, process), log);
            double first = millisSince(started);
            int status = shape.post(line, process);
            double stored = millisSince(started);
            for (int i = 1; i < REQUESTS && status == CREATED; i++) {
                status = shape.post(line, process);
            }
            if (status == QUEUED) {
                System.out.printf("  %-6s is done over: a point was queued, see %s%n", shape.name(), log);
                return false;
            }
            expect(shape, CREATED, status, log);
            double resident = residentMebibytes(process);
            add("startup_" + shape.name() + "_ms", first);
            add("first_point_" + shape.name() + "_ms", stored);
            add("rss_" + shape.name() + "_mib", resident);
            System.out.printf("  %-6s %7.1f ms, first point %7.1f ms, %6.1f MiB%n", shape.name(), first, stored, resident);
        } catch (IOException e) {
            throw new IOException(shape.name() + ":\n" + Files.readString(log.toPath()), e);
        } finally {
            if (process != null) {
                process.destroy();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        }
        Files.delete(log.toPath());
        return true;
    }

    private static void expect(Shape shape, int expected, int status, File log) {
        if (status != expected) {
            throw new IllegalStateException(shape.name() + " answered with " + status + ", see " + log);
        }
    }

    private static double residentMebibytes(Process process) throws IOException {
        Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        if (!resident.find()) {
            throw new IOException("no VmRSS");
        }
        return Long.parseLong(resident.group(1)) / 1024.0;
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    private void add(String figure, double value) {
        figures.computeIfAbsent(figure, any -> new ArrayList<>()).add(value);
    }

    private void report() {
        figures.forEach((name, values) ->
                System.out.printf("figure %s %.1f %s%n", name, median(values), name.endsWith("_ms") ? "ms" : "MiB"));
        ratio("startup_aot_vs_jvm", "startup_aot_ms", "startup_jvm_ms");
        ratio("startup_native_vs_hello", "startup_native_ms", "startup_hello_ms");
        ratio("rss_native_vs_hello", "rss_native_mib", "rss_hello_mib");
    }

    private void ratio(String name, String of, String to) {
        if (figures.containsKey(of) && figures.containsKey(to)) {
            System.out.printf("figure %s %.2f ratio%n", name, median(figures.get(of)) / median(figures.get(to)));
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
