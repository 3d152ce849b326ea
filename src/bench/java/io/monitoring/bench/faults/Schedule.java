package io.monitoring.bench.faults;

import io.monitoring.bench.faults.Fault.Kind;
import io.monitoring.bench.faults.Fault.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The faults of a run, all of them drawn from its seed. In each minute DynamoDB has a burst of them and SQS has one, which
 * overlap: so there are times with both away, with either, and with none, in which breakers close and what was queued is
 * stored. Instances are killed by turns, at any time.
 */
final class Schedule {

    private static final List<Kind> NETWORK = List.of(
            Kind.LATENCY,
            Kind.THROTTLED,
            Kind.SERVER_ERROR,
            Kind.SERVER_ERROR_DONE,
            Kind.RESET,
            Kind.RESET_DONE,
            Kind.HALF_OPEN,
            Kind.BLACKHOLE,
            Kind.REFUSED);

    private static final long MINUTE = 60_000;
    private static final long BURST = 33_000;
    private static final long BETWEEN_KILLS = 70_000;

    private Schedule() {}

    static List<Fault> of(long seed, Duration length) {
        var random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        addNetwork(faults, random, Target.DYNAMODB, 2000, length.toMillis());
        addNetwork(faults, random, Target.SQS, 22_000, length.toMillis());
        addKills(faults, random, length.toMillis());
        faults.sort(Comparator.comparing(Fault::at));
        return faults;
    }

    /** @param offset when in each minute its burst begins */
    private static void addNetwork(List<Fault> faults, Random random, Target target, long offset, long length) {
        long at = offset;
        while (true) {
            if ((at - offset) % MINUTE > BURST) {
                at += MINUTE - (at - offset) % MINUTE;
            }
            long lasts = 1000 + (long) (14_000 * Math.pow(random.nextDouble(), 4)); // many short ones, some long
            if (at + lasts > length) {
                return;
            }
            int percent = random.nextBoolean() ? 20 + random.nextInt(60) : 100;
            Kind kind = NETWORK.get(random.nextInt(NETWORK.size()));
            int millis = 100 + random.nextInt(2900);
            faults.add(new Fault(Duration.ofMillis(at), Duration.ofMillis(lasts), target, kind, percent, millis));
            at += lasts + 500L + random.nextInt(2000);
        }
    }

    private static void addKills(List<Fault> faults, Random random, long length) {
        long between = Math.min(BETWEEN_KILLS, length / 3);
        for (int i = 0; (i + 1) * between < length; i++) {
            long at = i * between + between / 4 + random.nextInt((int) between / 2);
            Target target = i % 2 == 0 ? Target.INSTANCE_1 : Target.INSTANCE_2;
            faults.add(new Fault(Duration.ofMillis(at), Duration.ZERO, target, Kind.KILL, 100, 0));
        }
    }
}
