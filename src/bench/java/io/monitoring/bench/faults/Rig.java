package io.monitoring.bench.faults;

import io.monitoring.devstack.StandaloneDevStack;
import io.monitoring.ingest.MetricsClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run needs: DynamoDB and SQS in a process of their own, a proxy in front of each, and two instances or one. */
final class Rig implements AutoCloseable {

    private static final String QUEUE = "monitoring-queue-bench";
    private static final String DEAD_LETTERS = "monitoring-dlq-bench";
    private static final Duration PROGRESS = Duration.ofSeconds(2);
    private static final Pattern COUNT =
            Pattern.compile("<Name>ApproximateNumberOfMessages(NotVisible|Delayed)?</Name>\\s*<Value>(\\d+)</Value>");

    private final Process devStack;
    private final MetricsClient queue;
    private final FaultProxy dynamo;
    private final FaultProxy sqs;
    private final List<Instance> instances = new ArrayList<>();
    private final Thread onExit = new Thread(this::endAll);

    Rig(Path folder) throws IOException, InterruptedException {
        this(folder, List.of("instance-1", "instance-2"));
    }

    static Rig ofOneInstance(Path folder) throws IOException, InterruptedException {
        return new Rig(folder, List.of("instance-1"));
    }

    private Rig(Path folder, List<String> names) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int dynamoPort = freePort();
        int sqsPort = freePort();
        Runtime.getRuntime().addShutdownHook(onExit);
        devStack = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandaloneDevStack.class.getName(),
                        Integer.toString(dynamoPort),
                        Integer.toString(sqsPort))
                .redirectError(folder.resolve("devstack.log").toFile())
                .start();
        awaitDevStack();
        queue = new MetricsClient(URI.create("http://localhost:" + sqsPort + "/"));
        dynamo = new FaultProxy(dynamoPort);
        sqs = new FaultProxy(sqsPort);
        for (String name : names) {
            instances.add(new Instance(name, folder, environment()));
        }
        if (!awaitUp(Duration.ofSeconds(120))) {
            throw new IllegalStateException("the instances do not start; their logs are in " + folder);
        }
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("MONITORING_BOOTSTRAP", "true"),
                Map.entry("MONITORING_AUTH_ALLOW_ANONYMOUS", "true"),
                Map.entry("ENVIRONMENT", "bench"),
                Map.entry("AWS_REGION", "eu-west-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "bench"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "bench"),
                Map.entry("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", dynamo.endpoint()),
                Map.entry("QUARKUS_SQS_ENDPOINT_OVERRIDE", sqs.endpoint()),
                Map.entry("PROCESSING_QUEUE_URL", sqs.endpoint() + "/000000000000/" + QUEUE));
    }

    FaultProxy dynamo() {
        return dynamo;
    }

    FaultProxy sqs() {
        return sqs;
    }

    List<Instance> instances() {
        return instances;
    }

    boolean awaitUp(Duration atMost) throws InterruptedException {
        return await(atMost, () -> instances.stream().allMatch(Instance::up));
    }

    /** Until the processing queue is empty; what is in it is printed every few seconds. */
    boolean awaitDrained(Duration atMost) throws InterruptedException {
        long start = System.nanoTime();
        var printed = new AtomicLong(start - PROGRESS.toNanos());
        return await(atMost, () -> {
            Messages messages = messages(QUEUE);
            long now = System.nanoTime();
            if (now - printed.get() >= PROGRESS.toNanos() || messages.all() == 0) {
                printed.set(now);
                System.out.printf("progress drain: %.1f s, %s%n", (now - start) / 1e9, messages);
            }
            return messages.all() == 0;
        });
    }

    int waiting() {
        return messages(QUEUE).all();
    }

    int deadLetters() {
        return messages(DEAD_LETTERS).all();
    }

    /** Messages of a queue: to be had, in somebody's hands, or resting. */
    record Messages(int visible, int notVisible, int delayed) {

        int all() {
            return visible + notVisible + delayed;
        }
    }

    static boolean await(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(200);
        }
        return true;
    }

    private Messages messages(String name) {
        String body = queue.get(
                        "000000000000/" + name + "?Action=GetQueueAttributes&Version=2012-11-05&AttributeName.1=All")
                .body();
        Matcher counts = COUNT.matcher(body);
        Map<String, Integer> found = new HashMap<>();
        while (counts.find()) {
            found.put(Objects.requireNonNullElse(counts.group(1), "Visible"), Integer.parseInt(counts.group(2)));
        }
        if (found.size() != 3) {
            throw new IllegalStateException("not the attributes of a queue: " + body);
        }
        return new Messages(found.get("Visible"), found.get("NotVisible"), found.get("Delayed"));
    }

    @Override
    public void close() {
        endAll();
        Runtime.getRuntime().removeShutdownHook(onExit);
    }

    private void endAll() {
        instances.forEach(Instance::close);
        if (dynamo != null) {
            dynamo.close();
            sqs.close();
        }
        if (devStack != null) {
            devStack.destroyForcibly();
        }
    }

    private void awaitDevStack() throws IOException {
        BufferedReader out = devStack.inputReader();
        String line = out.readLine();
        while (line != null && !line.startsWith("ready")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("DynamoDB Local and ElasticMQ do not start");
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
