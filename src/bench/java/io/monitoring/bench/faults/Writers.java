package io.monitoring.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.bench.faults.PointLedger.Outcome;
import io.monitoring.ingest.MetricsClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Clients that write unique points at a bounded rate, alone, in batches and over several services. */
final class Writers implements AutoCloseable {

    private static final int SERVICES = 8;
    private static final int LARGEST_BATCH = 9;
    private static final double MEAN_BATCH = 3;
    private static final long PAUSE_BEFORE_REPEAT = 1000;

    /** How a request was answered; status 0: not at all. */
    record Reply(long atNanos, long millis, int status, boolean retryAfter) {}

    private record Sent(List<Long> values, String body, boolean keyed) {}

    private final PointLedger ledger;
    private final List<Instance> instances;
    private final double pointsPerSecond;
    private final int threads;
    private final Consumer<Reply> replies;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;
    private volatile boolean ended;

    Writers(
            PointLedger ledger,
            List<Instance> instances,
            long seed,
            int threads,
            int pointsPerSecond,
            Consumer<Reply> replies) {
        this.ledger = ledger;
        this.instances = instances;
        this.threads = threads;
        this.pointsPerSecond = pointsPerSecond;
        this.replies = replies;
        for (int i = 0; i < threads; i++) {
            var random = new Random(seed * 1000 + i);
            executor.execute(() -> write(random));
        }
    }

    /** No new points; those with a key go on until they are answered, for so long. */
    void stop(long seconds) throws InterruptedException {
        stopped = true;
        executor.shutdown();
        boolean done = executor.awaitTermination(seconds, TimeUnit.SECONDS);
        if (!done) {
            ledger.count("given up at the end");
        }
        close();
    }

    @Override
    public void close() {
        stopped = true;
        ended = true;
        executor.shutdownNow();
    }

    private void write(Random random) {
        try {
            double nanosPerPoint = 1e9 * threads / pointsPerSecond;
            double due = System.nanoTime() + random.nextDouble() * nanosPerPoint * MEAN_BATCH;
            while (!stopped) {
                long wait = (long) (due - System.nanoTime());
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                } else if (wait < -1_000_000_000L) {
                    due = System.nanoTime(); // what an outage has delayed is not caught up on
                }
                Sent sent = compose(random);
                due += nanosPerPoint * sent.values().size();
                deliver(sent, random);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private Sent compose(Random random) {
        boolean keyed = random.nextInt(3) == 0;
        int size = random.nextInt(10) < 6 ? 1 : 2 + random.nextInt(LARGEST_BATCH);
        boolean mixed = size > 1 && random.nextInt(4) == 0;
        String service = service(random);
        List<Long> values = new ArrayList<>(size);
        List<String> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String of = mixed ? service(random) : service;
            long value = ledger.next(of, keyed);
            values.add(value);
            points.add("{\"service_name\":\"%s\",\"metric_type\":\"m%d\",\"value\":%d,\"timestamp\":%d}"
                    .formatted(of, value % 3, value, System.currentTimeMillis()));
        }
        String body = size == 1 ? points.getFirst() : "[" + String.join(",", points) + "]";
        return new Sent(values, body, keyed);
    }

    private static String service(Random random) {
        return "faults-" + random.nextInt(SERVICES);
    }

    /** With a key most clients repeat until they know; some never repeat. */
    private void deliver(Sent sent, Random random) throws InterruptedException {
        boolean repeats = sent.keyed() && random.nextInt(4) > 0;
        String key = sent.keyed() ? new UUID(random.nextLong(), random.nextLong()).toString() : null;
        boolean definite = send(sent, key, random);
        while (repeats && !definite && !ended) {
            Thread.sleep(PAUSE_BEFORE_REPEAT + random.nextLong(PAUSE_BEFORE_REPEAT));
            definite = send(sent, key, random);
        }
    }

    private boolean send(Sent sent, String key, Random random) {
        Instance instance = instances.get(random.nextInt(instances.size()));
        if (!instance.up()) {
            instance = instances.get((instances.indexOf(instance) + 1) % instances.size());
        }
        long began = System.nanoTime();
        try {
            Answer answer = key == null
                    ? instance.client().post(sent.body())
                    : instance.client().post(sent.body(), "Idempotency-Key", key);
            reply(began, answer.status(), answer.header("Retry-After").isPresent());
            return record(sent, answer, instance.name() + " " + answer.status());
        } catch (RuntimeException lost) {
            reply(began, 0, false);
            ledger.count("no answer");
            String cause =
                    lost.getCause() == null ? lost.toString() : lost.getCause().toString();
            sent.values().forEach(value -> ledger.answered(value, Outcome.UNKNOWN, cause));
            return false;
        }
    }

    private void reply(long began, int status, boolean retryAfter) {
        replies.accept(new Reply(began, (System.nanoTime() - began) / 1_000_000, status, retryAfter));
    }

    /** True when the request need not be repeated. */
    private boolean record(Sent sent, Answer answer, String text) {
        ledger.count(Integer.toString(answer.status()));
        Map<Integer, String> rejected = new HashMap<>();
        if (answer.status() == 207) {
            for (JsonNode one : answer.json().get("rejected")) {
                rejected.put(one.get("index").asInt(), one.get("code").asText());
            }
        }
        for (int i = 0; i < sent.values().size(); i++) {
            String code = rejected.get(i);
            Outcome outcome = code == null ? outcome(answer.status()) : ofRejected(code);
            ledger.answered(sent.values().get(i), outcome, code == null ? text : text + " " + code);
        }
        return answer.status() < 500 && answer.status() != 429;
    }

    private static Outcome outcome(int status) {
        return switch (status) {
            case 201, 202, 207 -> Outcome.ACKNOWLEDGED;
            case 400, 422, 429, 503 -> Outcome.REFUSED;
            default -> Outcome.UNKNOWN;
        };
    }

    private static Outcome ofRejected(String code) {
        return code.equals("outcome-unknown") ? Outcome.UNKNOWN : Outcome.REFUSED;
    }
}
