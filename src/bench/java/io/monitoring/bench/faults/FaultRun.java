package io.monitoring.bench.faults;

import io.monitoring.bench.faults.Fault.Kind;
import io.monitoring.bench.faults.PointLedger.Outcome;
import io.monitoring.bench.faults.PointLedger.Verdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One seed: writers and faults for so long, then peace, then everything is read back and held against the ledger. */
final class FaultRun {

    private static final int WRITERS = 24;
    private static final int POINTS_PER_SECOND = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration UP = Duration.ofSeconds(90);
    private static final Duration DRAINED = Duration.ofSeconds(180);
    private static final long PROGRESS_NANOS = 10_000_000_000L;

    private record Step(Duration at, Runnable action) {}

    private final long seed;
    private final Duration length;
    private final PointLedger ledger = new PointLedger();
    private int faults;
    private volatile long lastTrouble = System.nanoTime();

    FaultRun(long seed, Duration length) {
        this.seed = seed;
        this.length = length;
    }

    Figures run() throws IOException, InterruptedException {
        Instant began = Instant.now();
        try (var rig = new Rig(Path.of("target", "faults", "seed-" + seed))) {
            Figures figures = new Figures();
            try (var writers = new Writers(ledger, rig.instances(), seed, WRITERS, POINTS_PER_SECOND, this::replied)) {
                warmUp();
                var probe = new HealthProbe(rig.instances());
                play(rig, writers, probe);
                probe.close();
                figures.add("health_calls", probe.calls(), "calls");
                figures.promise("health_over_250ms", probe.slow(), "calls");
                figures.promise("health_failed", probe.failed(), "calls");
                figures.most("health_slowest", probe.slowestMillis(), "ms");
                figures.most("load_average", loadAverage(), "processes");
                figures.add("bench_stalls_over_50ms", probe.stalls(), "times");
                System.out.println(probe.examples(10));
            }
            boolean drained = rig.awaitDrained(DRAINED);
            System.out.printf(
                    "seed %d: queue %s, answers %s%n", seed, drained ? "drained" : "NOT drained", ledger.answers());
            figures.promise("queue_not_drained", rig.waiting(), "messages");
            figures.promise("dead_letters", rig.deadLetters(), "messages");
            count(rig, figures);
            compare(rig, figures, began);
            return figures;
        }
    }

    private void replied(Writers.Reply reply) {
        if (reply.status() != 201) {
            lastTrouble = System.nanoTime();
        }
    }

    /** Two cold processes and a database that is cold too would be a fault that is in no schedule. */
    private void warmUp() throws InterruptedException {
        long calm = CALM.toNanos();
        lastTrouble = System.nanoTime();
        boolean warm = Rig.await(WARM_UP, () -> System.nanoTime() - lastTrouble > calm);
        System.out.printf("seed %d: %s, answers %s%n", seed, warm ? "warm" : "NOT warm", ledger.answers());
    }

    private void play(Rig rig, Writers writers, HealthProbe probe) throws InterruptedException {
        long start = System.nanoTime();
        long progress = start;
        for (Step step : steps(rig)) {
            while (System.nanoTime() - start < step.at().toNanos()) {
                Thread.sleep(10);
                if (System.nanoTime() - progress > PROGRESS_NANOS) {
                    progress = System.nanoTime();
                    progress(Duration.ofNanos(progress - start), rig, probe);
                }
            }
            step.action().run();
        }
        rig.dynamo().end();
        rig.sqs().end();
        if (!rig.awaitUp(UP)) {
            throw new IllegalStateException("an instance did not come back");
        }
        writers.stop(UP.toSeconds());
    }

    private List<Step> steps(Rig rig) {
        List<Step> steps = new ArrayList<>();
        for (Fault fault : Schedule.of(seed, length)) {
            steps.add(new Step(fault.at(), () -> begin(rig, fault)));
            if (fault.kind() != Kind.KILL) {
                steps.add(new Step(
                        fault.at().plus(fault.lasts()), () -> proxy(rig, fault).end()));
            }
        }
        steps.add(new Step(length, () -> {}));
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private void begin(Rig rig, Fault fault) {
        System.out.printf("fault %d of seed %d: %s%n", ++faults, seed, fault);
        switch (fault.target()) {
            case DYNAMODB, SQS -> proxy(rig, fault).begin(fault);
            case INSTANCE_1 -> rig.instances().get(0).kill();
            case INSTANCE_2 -> rig.instances().get(1).kill();
        }
    }

    private static FaultProxy proxy(Rig rig, Fault fault) {
        return fault.target() == Fault.Target.DYNAMODB ? rig.dynamo() : rig.sqs();
    }

    private void progress(Duration passed, Rig rig, HealthProbe probe) {
        System.out.printf(
                "progress seed %d %d/%d s: faults %d, answers %s, waiting %d, health slow %d of %d, load %.1f%n",
                seed,
                passed.toSeconds(),
                length.toSeconds(),
                faults,
                ledger.answers(),
                rig.waiting(),
                probe.slow(),
                probe.calls(),
                loadAverage());
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void count(Rig rig, Figures figures) {
        figures.add("faults_injected", faults, "faults");
        figures.add("requests_struck", rig.dynamo().struck() + rig.sqs().struck(), "requests");
        for (Instance instance : rig.instances()) {
            figures.add("kills", instance.kills(), "kills");
            figures.add("unexpected_ends", instance.unexpectedEnds(), "processes");
            figures.most("heap_max_mb", instance.heapMax() >> 20, "MB");
        }
        for (Outcome outcome : Outcome.values()) {
            figures.add("points_" + outcome.name().toLowerCase(Locale.ROOT), ledger.count(outcome), "points");
        }
    }

    /** Each instance is asked; the worse of what they say counts. */
    private void compare(Rig rig, Figures figures, Instant began) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Instance instance : rig.instances()) {
            Verdict verdict = ledger.check(Readings.all(instance, ledger.services(), began.minusSeconds(60)));
            System.out.printf(
                    "seed %d read from %s: %s%n", seed, instance.name(), verdict.kept() ? "as promised" : "BROKEN");
            System.out.println(verdict.text(10));
            verdicts.add(verdict);
        }
        for (String promise : List.of(
                "acknowledged_missing", "stored_twice", "refused_stored", "unknown_stored_twice", "never_sent")) {
            long worst =
                    verdicts.stream().mapToLong(one -> one.count(promise)).max().orElse(0);
            figures.promise(promise, worst, "points");
        }
    }
}
