import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The driver of bench/ingest: rounds in which every scenario is run against each side in turn, and their medians. */
public final class Ingest {

    /** Requests of {@code series * pointsEach} points over so many connections, {@code requests} a round. */
    private record Bulk(String name, int series, int pointsEach, int connections, int requests) {

        int points() {
            return series * pointsEach;
        }

        boolean main() {
            return !name.contains("_connection");
        }
    }

    private static final List<Bulk> BULKS = List.of(
            new Bulk("5000", 50, 100, 4, 600),
            new Bulk("5000_one_connection", 50, 100, 1, 300),
            new Bulk("50", 50, 1, 64, 12_000),
            new Bulk("50_four_connections", 50, 1, 4, 4_000));

    /** Single points of many services are many writes, of one they are one after the other, each with what came meanwhile. */
    private static final List<Integer> SINGLE_SERVICES = List.of(1, 10);

    /** Until so many single points are answered, the compiler takes much of two processors; at most for so long. */
    private static final int WARM_UP_REQUESTS = 200_000;

    private static final Duration WARM_UP = Duration.ofMinutes(4);
    private static final int WARM_UP_ROUNDS = 2;
    private static final int SECONDS = 10;

    private final Servers servers = new Servers();
    private final Bodies bodies = new Bodies();
    private final Check check = new Check(servers);
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final Map<String, Double> processorAtStart = new LinkedHashMap<>();
    private final Map<String, Double> busy = new LinkedHashMap<>();
    private final Options options;
    private long singlesAnswered;
    private int singleRuns;

    private Ingest(Options options) throws Exception {
        this.options = options;
    }

    private record Options(int rounds, String only, List<String> java) {

        static Options of(String[] arguments) {
            int rounds = 5;
            String only = "";
            List<String> java = new ArrayList<>();
            for (int i = 0; i + 1 < arguments.length; i += 2) {
                String value = arguments[i + 1];
                switch (arguments[i]) {
                    case "--rounds" -> rounds = Integer.parseInt(value);
                    case "--only" -> only = value;
                    case "--java-options" -> java.addAll(Arrays.asList(value.split(" ")));
                    case "--record" ->
                        java.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + Path.of(value).toAbsolutePath());
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
            return new Options(rounds, only, java);
        }

        boolean wants(String points) {
            return only.isEmpty() || only.equals(points);
        }
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Ingest(Options.of(arguments));
        boolean good;
        try (bench.servers) {
            good = bench.run();
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws Exception {
        servers.startOurs(options.java());
        if (onPath("victoria-metrics")) {
            servers.startVictoria();
        }
        boolean singles = options.wants("1") && onPath("wrk");
        if (singles) {
            servers.startBare();
        }
        System.out.println("warming up");
        if (singles) {
            warmUp(Servers.OURS);
            warmUp(Servers.BARE);
        }
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round(false);
        }
        figures.clear();
        for (int round = 1; round <= options.rounds(); round++) {
            System.out.printf("round %d of %d%n", round, options.rounds());
            round(singles);
        }
        boolean good = verify();
        report();
        return good;
    }

    private void round(boolean singles) throws Exception {
        for (Bulk bulk : BULKS) {
            if (options.wants("" + bulk.points())) {
                bulk(bulk);
            }
        }
        if (singles) {
            for (int services : SINGLE_SERVICES) {
                singles(services);
            }
        }
    }

    private void bulk(Bulk bulk) throws Exception {
        List<Bodies.Request> requests = bodies.build(bulk.requests(), bulk.series(), bulk.pointsEach());
        double ours = pointsPerSecond(bulk, Servers.OURS, 201, requests, Bodies.Request::ours);
        add("ingest_points_per_second_" + bulk.name(), ours);
        if (servers.has(Servers.VICTORIA)) {
            double theirs = pointsPerSecond(bulk, Servers.VICTORIA, 204, requests, Bodies.Request::theirs);
            add("vm_points_per_second_" + bulk.name(), theirs);
            add("ingest_ratio_" + bulk.name(), ours / theirs);
        }
    }

    private double pointsPerSecond(
            Bulk bulk, String server, int status, List<Bodies.Request> requests, Function<Bodies.Request, ByteBuffer> form)
            throws Exception {
        List<ByteBuffer> sent = requests.stream().map(form).toList();
        started();
        double seconds = Sender.send(servers.port(server), status, sent, bulk.connections()) / 1e9;
        double pointsPerSecond = (double) bulk.points() * requests.size() / seconds;
        System.out.printf(
                "  %,d points a request, %d connections, %-16s %,12.0f points/s  %s%n",
                bulk.points(), bulk.connections(), server, pointsPerSecond, processors(seconds));
        return pointsPerSecond;
    }

    private void warmUp(String server) throws Exception {
        long until = System.nanoTime() + WARM_UP.toNanos();
        for (double requests = 0; requests < WARM_UP_REQUESTS && System.nanoTime() < until; ) {
            requests += wrk(server, 10) * SECONDS;
        }
    }

    private void singles(int services) throws Exception {
        String name = "single_" + services + (services == 1 ? "_service_" : "_services_");
        double ours = wrk(Servers.OURS, services);
        double application = processor(Servers.OURS) / ours;
        double database = processor(Servers.STACK) / ours;
        double bare = wrk(Servers.BARE, services);
        double parsing = processor(Servers.BARE) / bare;
        add(name + "requests_per_second", ours);
        add(name + "bare_requests_per_second", bare);
        add(name + "ratio", ours / bare);
        add(name + "processor_microseconds_application", application * 1e6);
        add(name + "processor_microseconds_dynamodb_local", database * 1e6);
        add(name + "bare_processor_microseconds", parsing * 1e6);
        add(name + "processor_ratio", parsing / (application + database));
    }

    private double wrk(String server, int services) throws Exception {
        started();
        var command = new ProcessBuilder(
                        "wrk", "-t2", "-c256", "-d" + SECONDS + "s", "--timeout", "30s", "-s", "bench/load/points.lua",
                        "http://127.0.0.1:" + servers.port(server))
                .redirectErrorStream(true);
        command.environment().put("SINGLE_SERVICES", Integer.toString(services));
        Process process = command.start();
        String text = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        String[] result = line(text, "result ").split(" ");
        String[] latency = line(text, "latency ").split(" ");
        long requests = Long.parseLong(result[0]);
        double seconds = Long.parseLong(result[1]) / 1e6;
        if (!result[2].equals("0") || !result[3].equals("0")) {
            throw new IllegalStateException(server + ": " + result[2] + " answers of status 4xx or 5xx, " + result[3] + " without");
        }
        if (server.equals(Servers.OURS)) {
            singlesAnswered += requests;
            singleRuns++;
        }
        System.out.printf(
                "  1 point a request, %2d services, 256 connections, %-16s %,10.0f requests/s, p50 %.1f ms, p99 %.1f ms  %s%n",
                services, server, requests / seconds, Long.parseLong(latency[0]) / 1e3, Long.parseLong(latency[1]) / 1e3, processors(seconds));
        return requests / seconds;
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(text));
    }

    private void started() {
        processorAtStart.clear();
        processorAtStart.putAll(servers.processorSeconds());
    }

    private double processor(String server) {
        return busy.getOrDefault(server, 0.0);
    }

    /** How many processors each process kept busy. What wrk took is in none of them. */
    private String processors(double seconds) {
        busy.clear();
        servers.processorSeconds()
                .forEach((name, now) -> busy.put(name, (now - processorAtStart.get(name)) / seconds));
        return busy.entrySet().stream()
                .filter(share -> share.getValue() >= 0.02)
                .map(share -> "%s %.2f".formatted(share.getKey(), share.getValue()))
                .collect(Collectors.joining(", ", "[processors: ", "]"));
    }

    /** Everything that was acknowledged is there. wrk ends without waiting for its last answers, at most one a connection. */
    private boolean verify() throws Exception {
        boolean good = bodies.points().isEmpty() || check.bulk(bodies);
        long others = check.posts(false);
        if (singleRuns > 0) {
            long stored = 0;
            for (int i = 0; i < 10; i++) {
                stored += check.count("single-%02d".formatted(i));
            }
            System.out.printf(
                    "single points answered to wrk: %,d, there: %,d, of which at most %,d were unanswered when wrk ended%n",
                    singlesAnswered, stored, singleRuns * 256L);
            good &= stored >= singlesAnswered && stored <= singlesAnswered + singleRuns * 256L;
        }
        System.out.printf("requests that the application counts as 201: %,d, as anything else: %,d%n", check.posts(true), others);
        System.out.println(good && others == 0 ? "everything acknowledged is there" : "WRONG");
        return good && others == 0;
    }

    private void report() {
        System.out.printf(
                "medians of %d rounds, %d processors%n",
                options.rounds(), Runtime.getRuntime().availableProcessors());
        figures.forEach((name, values) -> {
            double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            boolean ratio = name.contains("ratio");
            System.out.printf(
                    ratio ? "figure %s %.2f %s%n" : "figure %s %.0f %s%n",
                    name,
                    median,
                    ratio ? "ratio" : name.contains("microseconds") ? "us/request" : name.contains("points") ? "points/s" : "requests/s");
        });
    }

    private void add(String figure, double value) {
        figures.computeIfAbsent(figure, any -> new ArrayList<>()).add(value);
    }

    private static boolean onPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Path.of(folder, tool).toFile().canExecute());
    }
}
