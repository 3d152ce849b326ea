package io.monitoring.bench.faults;

import io.monitoring.bench.faults.OpenLoop.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One instance is driven to the rate that it sustains and beyond, and then twice what it can do is sent to it, whether or not
 * it answers. Each request is one point. The generator, DynamoDB Local and ElasticMQ are on the same
 * machine, and where bench/faults can see to it, not on the instance's processor.
 *
 * <p>Processors of a shared machine are now fast and now slow, by nearly a factor of two, and the best of the ramp's steps
 * is one of a fast moment. So the maximum is measured for as long as the overload, half before and half after it, at
 * the first rate that is too much; and twice is of the first half, or of the sustained rate where that is more.
 */
final class Overload {

    private static final int CONNECTIONS = 1000;
    private static final int SERVICES = 8;
    private static final double FIRST_RATE = 100;
    private static final double STEP = 1.25;
    private static final Duration STEP_LASTS = Duration.ofSeconds(8);
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int MOST_STEPS = 25;
    private static final int MOST_TRIES = 5;
    /** A rate is sustained when so much of it is accepted. */
    private static final double SUSTAINED = 0.95;
    /** A rate is too much when less of it is. */
    private static final double SATURATED = 0.9;

    private static final double OF_THE_MAXIMUM = 0.8;
    /** Where more of it is accepted, it was by far not twice what the instance can do. */
    private static final double OF_TWICE = 0.65;

    private static final long ACCEPTED_MILLIS = 1000;
    private static final long HEALTH_MILLIS = 100;

    private final Duration length;
    private final Figures figures = new Figures();

    private Overload(Duration length) {
        this.length = length;
    }

    static Figures run(Duration length) throws IOException, InterruptedException {
        var overload = new Overload(length);
        try (var rig = Rig.ofOneInstance(Path.of("target", "faults", "overload"))) {
            overload.run(rig.instances().getFirst());
        }
        return overload.figures;
    }

    private record Step(double offered, double accepted, long p99) {

        static Step of(double offered, Duration length, List<Answer> answers) {
            List<Long> accepted = Overload.accepted(answers);
            return new Step(offered, accepted.size() / (length.toMillis() / 1e3), quantile(accepted, 0.99));
        }

        boolean sustained() {
            return accepted >= SUSTAINED * offered && p99 < ACCEPTED_MILLIS;
        }
    }

    private void run(Instance instance) throws IOException, InterruptedException {
        try (var load = new OpenLoop(instance.port(), CONNECTIONS, Overload::request)) {
            load.run(FIRST_RATE, WARM_UP);
            load.run(FIRST_RATE * 3, WARM_UP);
            List<Step> ramp = ramp(load);
            double sustained = ramp.stream()
                    .filter(Step::sustained)
                    .mapToDouble(Step::offered)
                    .max()
                    .orElseThrow();
            figures.most("ramp_sustained_per_second", sustained, "posts/s");
            ramp.forEach(step -> figures.most("ramp_maximum_per_second", step.accepted(), "posts/s"));
            double saturating = STEP * sustained;
            double before = reference(load, saturating);
            double twice = 2 * Math.max(sustained, before);
            List<Answer> answers;
            try (var probe = new HealthProbe(List.of(instance))) {
                answers = load.run(twice, length);
                figures.add("health_calls", probe.calls(), "calls");
                figures.most("health_p99", probe.quantileMillis(0.99), "ms");
                figures.most("health_slowest", probe.slowestMillis(), "ms");
                figures.promise("health_p99_too_slow", probe.quantileMillis(0.99) < HEALTH_MILLIS ? 0 : 1, "runs");
                figures.promise("health_failed", probe.failed(), "calls");
                figures.add("bench_stalls_over_50ms", probe.stalls(), "times");
            }
            double after = reference(load, saturating);
            describe(Step.of(twice, length, answers), (before + after) / 2, answers);
        }
        figures.most("heap_max_mb", instance.heapMax() >> 20, "MB");
        figures.promise("unexpected_ends", instance.unexpectedEnds(), "processes");
    }

    /** @return the posts accepted a second, for half as long as the overload, at the first rate from this on that is too much */
    private double reference(OpenLoop load, double rate) throws IOException {
        Step step = step("reference", load, rate, length.dividedBy(2));
        return step.accepted() < SATURATED * rate ? step.accepted() : reference(load, STEP * rate);
    }

    /** Rates that rise until three in a row are not sustained: the first misses may be the compiler's. */
    private static List<Step> ramp(OpenLoop load) throws IOException {
        List<Step> steps = new ArrayList<>();
        double rate = FIRST_RATE;
        int missed = 0;
        for (int i = 0; i < MOST_STEPS && missed < 3; i++) {
            Step step = step("ramp", load, rate, STEP_LASTS);
            missed = step.sustained() ? 0 : missed + 1;
            steps.add(step);
            rate *= STEP;
        }
        return steps;
    }

    /** Done over while the write breaker is open, as it may be in a JVM that is still compiling: that is no limit of the rate. */
    private static Step step(String name, OpenLoop load, double rate, Duration length) throws IOException {
        for (int tries = 1; ; tries++) {
            List<Answer> answers = load.run(rate, length);
            Step step = Step.of(rate, length, answers);
            System.out.printf(
                    "progress %s: %.0f posts/s, accepted %.0f/s, p99 %d ms, answers %s%n",
                    name, rate, step.accepted(), step.p99(), byStatus(answers));
            if (tries == MOST_TRIES || answers.stream().noneMatch(one -> one.status() == 202)) {
                return step;
            }
        }
    }

    private void describe(Step step, double maximum, List<Answer> answers) {
        System.out.printf("answers at %.0f posts/s: %s%n", step.offered(), byStatus(answers));
        List<Answer> refused = answers.stream()
                .filter(one -> one.status() == 503 || one.status() == 429)
                .toList();
        figures.most("offered_per_second", step.offered(), "posts/s");
        figures.most("maximum_per_second", maximum, "posts/s");
        figures.most("accepted_per_second", step.accepted(), "posts/s");
        figures.promise("accepted_too_few", step.accepted() >= OF_THE_MAXIMUM * maximum ? 0 : 1, "runs");
        figures.promise("no_overload", step.accepted() <= OF_TWICE * step.offered() ? 0 : 1, "runs");
        figures.most("accepted_p50", quantile(accepted(answers), 0.5), "ms");
        figures.most("accepted_p99", step.p99(), "ms");
        figures.promise("accepted_p99_too_slow", step.p99() < ACCEPTED_MILLIS ? 0 : 1, "runs");
        figures.add("refused", refused.size(), "posts");
        figures.most("refused_p99", quantile(millis(answers, Set.of(429, 503)), 0.99), "ms");
        figures.promise(
                "refused_without_retry_after",
                refused.stream().filter(one -> !one.retryAfter()).count(),
                "posts");
        figures.add(
                "queued", answers.stream().filter(one -> one.status() == 202).count(), "posts");
        figures.add(
                "outcome_unknown",
                answers.stream().filter(one -> one.status() == 504).count(),
                "posts");
        figures.promise(
                "unanswered", answers.stream().filter(one -> one.status() == 0).count(), "posts");
    }

    private static Map<Integer, Long> byStatus(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    /** Acknowledged: stored, or queued while DynamoDB is too slow for what comes. */
    private static List<Long> accepted(List<Answer> answers) {
        return millis(answers, Set.of(201, 202));
    }

    private static List<Long> millis(List<Answer> answers, Set<Integer> statuses) {
        return answers.stream()
                .filter(one -> statuses.contains(one.status()))
                .map(one -> one.nanos() / 1_000_000)
                .sorted()
                .toList();
    }

    private static long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1)));
    }

    private static byte[] request(int number) {
        String body = "{\"service_name\":\"overload-%d\",\"metric_type\":\"m%d\",\"value\":%d,\"timestamp\":%d}"
                .formatted(number % SERVICES, number % 3, number, System.currentTimeMillis());
        return "POST /metrics HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
