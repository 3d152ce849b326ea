import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The driver of bench/startup: every shape is started, asked and stopped in turn, round after round; figures are medians.
 * Arguments: rounds, then name=folder=command for each shape, its words separated by spaces.
 */
public final class Startup {

    private static final int REQUESTS = 1000;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
    private static final String BARE = "hello";
    private static final String POINT =
            "{\"service_name\":\"startup\",\"metric_type\":\"m\",\"value\":1.5,\"labels\":{\"host\":\"a\"}}";
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

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

        /** What it is first asked: ours for its health, which it knows from memory; the other one knows one call only. */
        String first() {
            return name.startsWith(BARE) ? post() : "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        }

        static String post() {
            return "POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                    + POINT.length() + "\r\n\r\n" + POINT;
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
            environment.put("MONITORING_BOOTSTRAP_TIMEOUT", "5M");
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
            run(shape);
        }
    }

    private void run(Shape shape) throws Exception {
        int port = Servers.freePort();
        File log = File.createTempFile("startup-", ".log");
        var builder = new ProcessBuilder(shape.command()).directory(shape.folder());
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", "" + port);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        long started = System.nanoTime();
        Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
        try (Socket socket = connect(process, port, started, log)) {
            ask(socket, shape.first());
            double first = millisSince(started);
            int status = ask(socket, Shape.post());
            double stored = millisSince(started);
            if (status != 201) {
                throw new IllegalStateException(shape.name() + " answered a point with " + status + ", see " + log);
            }
            for (int i = 1; i < REQUESTS; i++) {
                ask(socket, Shape.post());
            }
            double resident = residentMebibytes(process);
            add("startup_" + shape.name() + "_ms", first);
            add("first_point_" + shape.name() + "_ms", stored);
            add("rss_" + shape.name() + "_mib", resident);
            System.out.printf("  %-6s %7.1f ms, first point %7.1f ms, %6.1f MiB%n", shape.name(), first, stored, resident);
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        Files.delete(log.toPath());
    }

    private static Socket connect(Process process, int port, long started, File log) throws IOException {
        while (true) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return socket;
            } catch (IOException notYet) {
                socket.close();
            }
            if (!process.isAlive() || System.nanoTime() - started > PATIENCE) {
                throw new IllegalStateException("did not start:\n" + Files.readString(log.toPath()));
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
        }
    }

    /** Sends a request and reads its answer to the end; says the status. */
    private static int ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(head.toString());
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("no length: " + head);
        }
        in.readNBytes(Integer.parseInt(length.group(1)));
        return Integer.parseInt(head.substring(9, 12));
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
        figures.forEach((name, values) -> System.out.printf("figure %s %.1f%n", name, median(values)));
        ratio("startup_aot_vs_jvm", "startup_aot_ms", "startup_jvm_ms");
        ratio("startup_native_vs_hello", "startup_native_ms", "startup_hello_ms");
        ratio("rss_native_vs_hello", "rss_native_mib", "rss_hello_mib");
    }

    private void ratio(String name, String of, String to) {
        if (figures.containsKey(of) && figures.containsKey(to)) {
            System.out.printf("figure %s %.2f%n", name, median(figures.get(of)) / median(figures.get(to)));
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
