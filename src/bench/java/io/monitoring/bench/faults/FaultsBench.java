package io.monitoring.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * <pre>FaultsBench [--minutes 10] [--seed 1 ...] [--scenario outage|both-away|overload]</pre>
 *
 * Ends with 1 when a promise is broken.
 */
final class FaultsBench {

    private static final Set<String> OPTIONS = Set.of("--minutes", "--seed", "--scenario");
    private static final int SEEDS = 3;

    private FaultsBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        double minutes = -1;
        List<Long> seeds = new ArrayList<>();
        String scenario = "";
        String option = "";
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                option = argument;
                continue;
            }
            switch (option) {
                case "--minutes" -> minutes = Double.parseDouble(argument);
                case "--seed" -> seeds.add(Long.valueOf(argument));
                case "--scenario" -> scenario = argument;
                default -> throw new IllegalArgumentException(argument + " belongs to none of " + OPTIONS);
            }
        }
        if (seeds.isEmpty()) {
            LongStream.rangeClosed(1, SEEDS).forEach(seeds::add);
        }
        Figures figures = scenario.isEmpty()
                ? seeds(seeds, length(minutes, 10))
                : Scenarios.run(
                        scenario,
                        seeds.getFirst(),
                        length(minutes, scenario.equals("outage") ? 5 : scenario.equals("overload") ? 2 : 1));
        figures.table();
        figures.print();
        System.exit(figures.kept() ? 0 : 1);
    }

    private static Duration length(double minutes, double otherwise) {
        return Duration.ofMillis((long) ((minutes < 0 ? otherwise : minutes) * 60_000));
    }

    private static Figures seeds(List<Long> seeds, Duration length) throws IOException, InterruptedException {
        var all = new Figures();
        for (long seed : seeds) {
            Figures one = new FaultRun(seed, length).run();
            System.out.printf("--- seed %d%n", seed);
            one.table();
            all.addAll(one);
        }
        System.out.printf("--- all of the seeds %s, %s each%n", seeds, length);
        return all;
    }
}
