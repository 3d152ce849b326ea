package io.monitoring.bench.faults;

import io.monitoring.ingest.MetricsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application in a process of its own, which is started again whenever it has ended. */
final class Instance implements AutoCloseable {

    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} (\\S+)$");
    private static final long WATCH_MILLIS = 100;

    /** The one processor that an instance has to itself; null: it shares all of them. */
    private static final String PROCESSOR = System.getProperty("instance.processor");

    private static final int LOOKS_BETWEEN_HEAPS = 20;

    private final String name;
    private final int port = freePort();
    private final Path log;
    private final Map<String, String> environment;
    private final MetricsClient client;
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicLong heapMax = new AtomicLong();
    private final Thread watch;
    private volatile Process process;
    private volatile boolean up;
    private volatile boolean closed;

    Instance(String name, Path folder, Map<String, String> environment) {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        this.environment = environment;
        this.client = new MetricsClient(URI.create("http://localhost:" + port + "/"));
        start();
        this.watch = Thread.ofVirtual().start(this::watch);
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    MetricsClient client() {
        return client;
    }

    /** Whether it has answered since it was last started. */
    boolean up() {
        return up;
    }

    int starts() {
        return starts.get();
    }

    /** Ends that nobody asked for. */
    int unexpectedEnds() {
        return ends.get() - kills.get();
    }

    long heapMax() {
        return heapMax.get();
    }

    synchronized void kill() {
        if (!process.isAlive()) {
            return; // about to be started again, or waits for a dependency in vain
        }
        kills.incrementAndGet();
        up = false;
        process.destroyForcibly();
    }

    int kills() {
        return kills.get();
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        process.destroyForcibly();
    }

    /**
     * Two processors are shared with everything else, so the quick compiler alone; with room for its code and the classes,
     * or their unloading makes full collections of 100 ms and more.
     */
    private synchronized void start() {
        List<String> command = new ArrayList<>(PROCESSOR == null ? List.of() : List.of("taskset", "-c", PROCESSOR));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=128m",
                "-XX:MetaspaceSize=160m",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        try {
            process = builder.start();
            starts.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch() {
        int looks = 0;
        try {
            while (!closed) {
                if (!process.isAlive()) {
                    up = false;
                    ends.incrementAndGet();
                    start();
                } else if (!up) {
                    up = answers("q/health/ready");
                } else if (looks++ % LOOKS_BETWEEN_HEAPS == 0) {
                    readHeap();
                }
                Thread.sleep(WATCH_MILLIS);
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(String path) {
        try {
            return client.get(path).status() == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private void readHeap() {
        try {
            Matcher pools = HEAP.matcher(client.get("q/metrics").body());
            double sum = 0;
            while (pools.find()) {
                sum += Double.parseDouble(pools.group(1));
            }
            heapMax.accumulateAndGet((long) sum, Math::max);
        } catch (RuntimeException killed) {
            // seen at the next look
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
