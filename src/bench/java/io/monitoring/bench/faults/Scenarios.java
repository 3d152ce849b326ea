package io.monitoring.bench.faults;

import io.monitoring.bench.faults.Fault.Kind;
import io.monitoring.bench.faults.Fault.Target;
import io.monitoring.bench.faults.PointLedger.Outcome;
import io.monitoring.bench.faults.PointLedger.Verdict;
import io.monitoring.bench.faults.Writers.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One long fault under a steady load, in place of many short ones. */
final class Scenarios {

    private static final int WRITERS = 200;
    private static final long WARM_UP_MILLIS = 10_000;
    private static final int MOST_WARM_UPS = 9;
    private static final long AFTERWARDS_MILLIS = 5_000;
    private static final Duration PRESENT_WITHIN = Duration.ofSeconds(60);
    private static final Duration DRAINED = Duration.ofSeconds(300);

    private final String name;
    private final long seed;
    private final Duration away;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final PointLedger ledger = new PointLedger();
    private final Figures figures = new Figures();

    private Scenarios(String name, long seed, Duration away) {
        this.name = name;
        this.seed = seed;
        this.away = away;
    }

    static Figures run(String name, long seed, Duration away) throws IOException, InterruptedException {
        var scenario = new Scenarios(name, seed, away);
        switch (name) {
            case "outage" -> scenario.run(List.of(Target.DYNAMODB), 500);
            case "both-away" -> scenario.run(List.of(Target.DYNAMODB, Target.SQS), 100);
            case "overload" -> {
                return Overload.run(away);
            }
            default -> throw new IllegalArgumentException("no scenario " + name);
        }
        return scenario.figures;
    }

    private void run(List<Target> targets, int pointsPerSecond) throws IOException, InterruptedException {
        Instant began = Instant.now();
        try (var rig = new Rig(Path.of("target", "faults", name))) {
            long goesAway;
            long comesBack;
            Arrivals arrivals;
            try (var writers = new Writers(ledger, rig.instances(), seed, WRITERS, pointsPerSecond, replies::add)) {
                warmUp();
                replies.clear();
                var probe = new HealthProbe(rig.instances());
                Instant awayAt = Instant.now();
                goesAway = System.nanoTime();
                targets.forEach(target -> proxy(rig, target).begin(Fault.now(target, Kind.BLACKHOLE)));
                watch(rig, goesAway);
                comesBack = System.nanoTime();
                targets.forEach(target -> proxy(rig, target).end());
                arrivals = new Arrivals(
                        rig.instances().getFirst(), ledger.services().getFirst(), awayAt, Instant.now());
                System.out.printf(
                        "back after %d s, %d messages wait%n", (comesBack - goesAway) / 1_000_000_000, rig.waiting());
                Thread.sleep(AFTERWARDS_MILLIS);
                writers.stop(60);
                probe.close();
                figures.promise("health_over_250ms", probe.slow(), "calls");
                figures.most("health_slowest", probe.slowestMillis(), "ms");
            }
            describe(goesAway, comesBack, 2000L * targets.size());
            awaitPresent(rig, comesBack, began, arrivals);
        }
    }

    /** Until all is well for a while: the outage is to be the only one. */
    private void warmUp() throws InterruptedException {
        for (int i = 0; i < MOST_WARM_UPS; i++) {
            replies.clear();
            Thread.sleep(WARM_UP_MILLIS);
            if (replies.stream().allMatch(reply -> reply.status() == 201)) {
                return;
            }
        }
        System.out.printf("NOT warm, answers %s%n", ledger.answers());
    }

    private void watch(Rig rig, long since) throws InterruptedException {
        while (System.nanoTime() - since < away.toNanos()) {
            Thread.sleep(Math.min(10_000, away.toMillis()));
            System.out.printf("progress %s: answers %s, waiting %d%n", name, ledger.answers(), rig.waiting());
        }
    }

    private static FaultProxy proxy(Rig rig, Target target) {
        return target == Target.DYNAMODB ? rig.dynamo() : rig.sqs();
    }

    /** @param answerWithin milliseconds: a budget of each dependency that is away, and what else a post takes */
    private void describe(long goesAway, long comesBack, long answerWithin) {
        List<Reply> all = List.copyOf(replies);
        // the breakers are open well before a minute, or half of the outage, is over
        long open = goesAway + Math.min(30_000_000_000L, (comesBack - goesAway) / 2);
        List<Reply> duringOpen = all.stream()
                .filter(one -> one.atNanos() > open && one.atNanos() < comesBack)
                .toList();
        List<Reply> queued =
                duringOpen.stream().filter(one -> one.status() == 202).toList();
        List<Reply> refused = all.stream().filter(one -> one.status() == 503).toList();
        figures.add("posts", all.size(), "posts");
        figures.most(
                "slowest_answer_ms", all.stream().mapToLong(Reply::millis).max().orElse(0), "ms");
        figures.promise(
                "answers_too_late",
                all.stream().filter(one -> one.millis() > answerWithin).count(),
                "posts");
        figures.promise(
                "posts_unanswered",
                all.stream().filter(one -> one.status() == 0).count(),
                "posts");
        figures.add("posts_202_while_open", queued.size(), "posts");
        figures.most("median_202_ms", quantile(queued, 0.5), "ms");
        figures.most("p99_202_ms", quantile(queued, 0.99), "ms");
        figures.add("posts_503", refused.size(), "posts");
        figures.add("posts_504", all.stream().filter(one -> one.status() == 504).count(), "posts");
        figures.promise(
                "refused_without_retry_after",
                refused.stream().filter(one -> !one.retryAfter()).count(),
                "posts");
        figures.add("points_acknowledged", ledger.count(Outcome.ACKNOWLEDGED), "points");
    }

    private static long quantile(List<Reply> replies, double share) {
        List<Long> sorted =
                new ArrayList<>(replies.stream().map(Reply::millis).sorted().toList());
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1)));
    }

    /** Nobody helps: the queue must empty, and then everything that was acknowledged must be there. */
    private void awaitPresent(Rig rig, long comesBack, Instant began, Arrivals arrivals) throws InterruptedException {
        boolean drained = rig.awaitDrained(DRAINED);
        double seconds = (System.nanoTime() - comesBack) / 1e9;
        arrivals.end();
        figures.add("arrivals_followed", arrivals.points(), "points");
        figures.add("arrivals_readings", arrivals.readings(), "readings");
        figures.most("arrivals_oldest_first", 100 * arrivals.oldestFirst(), "% of pairs");
        figures.add(
                "posts_201_after_return",
                replies.stream()
                        .filter(one -> one.status() == 201 && one.atNanos() > comesBack)
                        .count(),
                "posts");
        Verdict verdict =
                ledger.check(Readings.all(rig.instances().getFirst(), ledger.services(), began.minusSeconds(60)));
        System.out.println(verdict.text(10));
        figures.most("seconds_until_all_present", seconds, "s");
        figures.promise("present_too_late", drained && seconds <= PRESENT_WITHIN.toSeconds() ? 0 : 1, "runs");
        figures.promise("dead_letters", rig.deadLetters(), "messages");
        for (String promise :
                List.of("acknowledged_missing", "stored_twice", "refused_stored", "unknown_stored_twice")) {
            figures.promise(promise, verdict.count(promise), "points");
        }
    }
}
