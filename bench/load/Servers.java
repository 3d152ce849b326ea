import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes that are measured, on free loopback ports, with their logs and data in a folder that goes with them. */
final class Servers implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Path folder;

    Servers() throws IOException {
        folder = Files.createTempDirectory("bench-ingest-");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static final String OURS = "monitoring-api";
    static final String STACK = "devstack";
    static final String VICTORIA = "victoria-metrics";
    static final String BARE = "bare-endpoint";

    /** Starts DynamoDB and SQS; says what an application needs in its environment to use them. */
    Map<String, String> startStack() throws Exception {
        int dynamo = freePort();
        int sqs = freePort();
        start(STACK, Map.of(), List.of("bench/devstack", "" + dynamo, "" + sqs));
        await(STACK, "http://localhost:" + dynamo + "/", 400);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", "http://localhost:" + dynamo);
        environment.put("QUARKUS_SQS_ENDPOINT_OVERRIDE", "http://localhost:" + sqs);
        environment.put("MONITORING_AUTH_ALLOW_ANONYMOUS", "true");
        // A busy machine is no outage.
        environment.put("MONITORING_INTERNAL_ATTEMPT_TIMEOUT_MILLIS", "10000");
        for (String client : List.of("QUARKUS_DYNAMODB", "QUARKUS_SQS")) {
            environment.put(client + "_ASYNC_CLIENT_CONNECTION_TIMEOUT", "10S");
            environment.put(client + "_ASYNC_CLIENT_CONNECTION_ACQUISITION_TIMEOUT", "10S");
        }
        environment.put("MONITORING_INTERNAL_WRITE_BUDGET", "12S");
        environment.put("MONITORING_INTERNAL_SETTLE", "20S");
        environment.put("MONITORING_INTERNAL_MAX_LOOP_DELAY", "10S");
        // wrk leaves without its last answers, so a run may begin while requests of the one before are at work.
        environment.put("MONITORING_OVERLOAD_MAX_CONCURRENT", "1024");
        environment.put("AWS_REGION", "eu-west-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        return environment;
    }

    /** @param javaOptions for the application alone */
    void startOurs(List<String> javaOptions) throws Exception {
        Map<String, String> environment = startStack();
        int port = freePort();
        ports.put(OURS, port);
        List<String> command = new ArrayList<>(List.of(java(), "-Xms1g", "-Xmx1g"));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        environment.put("QUARKUS_HTTP_PORT", "" + port);
        environment.put("MONITORING_BOOTSTRAP", "true");
        start(OURS, environment, command);
        await(OURS, "http://localhost:" + port + "/q/health/ready", 200);
    }

    void startBare() throws Exception {
        int port = freePort();
        ports.put(BARE, port);
        start(
                BARE,
                Map.of("QUARKUS_HTTP_PORT", "" + port, "QUARKUS_HTTP_HOST", "127.0.0.1"),
                List.of(java(), "-Xms1g", "-Xmx1g", "-jar", "bench/bare-endpoint/target/quarkus-app/quarkus-run.jar"));
        await(BARE, "http://localhost:" + port + "/", 404);
    }

    void startVictoria() throws Exception {
        int port = freePort();
        ports.put(VICTORIA, port);
        List<String> command = List.of(
                "victoria-metrics",
                "-httpListenAddr=127.0.0.1:" + port,
                "-storageDataPath=" + folder.resolve("victoria"),
                "-loggerLevel=WARN");
        start(VICTORIA, Map.of(), command);
        await(VICTORIA, "http://localhost:" + port + "/health", 200);
    }

    int port(String name) {
        return ports.get(name);
    }

    boolean has(String name) {
        return processes.containsKey(name);
    }

    /** Seconds of processor time that each process, and this one, has used. */
    Map<String, Double> processorSeconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((name, process) -> seconds.put(name, seconds(process.toHandle())));
        seconds.put("generator", seconds(ProcessHandle.current()));
        return seconds;
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    String get(String name, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port(name) + path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(name + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void start(String name, Map<String, String> environment, List<String> command) throws IOException {
        File log = folder.resolve(name + ".log").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().putAll(environment);
        processes.put(name, builder.start());
    }

    private void await(String name, String url, int status) throws Exception {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build();
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == status) {
                    return;
                }
            } catch (IOException notYet) {
                // until the deadline
            }
            if (!processes.get(name).isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " did not start:\n" + log(name));
            }
            Thread.sleep(200);
        }
    }

    String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public synchronized void close() {
        List<Process> running = new ArrayList<>(processes.values()).reversed();
        processes.clear();
        for (Process process : running) {
            process.destroy();
            try {
                if (!process.waitFor(15, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
            }
        }
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                System.err.println("left behind: " + folder);
            }
        }
    }
}
