package io.monitoring.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.pipeline.SimulatedWorker;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.config.MovableClock;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.SyntheticFleet;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * What a million points cost: write units as DynamoDB Local reports them, over everything that is written (blocks,
 * segments, chunks, roll-ups, hours, leases, registry), and SQS requests. Time is simulated, the rest is the application.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@QuarkusTestResource(DevStackResource.class)
class CostBench {

    private static final int SERVICES = Integer.getInteger("bench.services", 100);
    private static final int STEPS = 360;
    private static final int HOSTS = 5;

    @Inject
    SimulatedWorker worker;

    @Inject
    MovableClock clock;

    @Inject
    MeterRegistry meters;

    @Inject
    DynamoDbAsyncClient dynamo;

    @Inject
    Environment environment;

    private final Posts posts = new Posts();

    @Test
    void run() throws Exception {
        clock.stopTheSystemClock();
        worker.takeOver();
        Baseline.print(dynamo, environment.tableName());
        Cost each = fleet("a", 1);
        each.print("(a) one request a service every 10 s");
        Cost batched = fleet("b", 10);
        batched.print("(b) requests of 500 points");
        Cost single = singles();
        single.print("(c) one point a request, 256 at a time");
        double fleetBytes = chunkBytes("a");
        double nabBytes = nab();
        each.figures("a");
        batched.figures("b");
        single.figures("c");
        System.out.printf("figure bytes_per_point_fleet %.2f bytes%n", fleetBytes);
        if (!Double.isNaN(nabBytes)) {
            System.out.printf("figure bytes_per_point_nab %.2f bytes%n", nabBytes);
        }
    }

    /** Every service reports all its series every ten seconds for an hour, and sends every {@code stepsARequest} reports. */
    private Cost fleet(String name, int stepsARequest) throws Exception {
        List<List<SeriesPoints>> services = IntStream.range(0, SERVICES)
                .mapToObj(i -> new SyntheticFleet(i).points(HOSTS, STEPS))
                .toList();
        clock.advanceToTheNextHour();
        Snapshot before = Snapshot.of(meters);
        for (int step = 0; step < STEPS; step++) {
            if (step % stepsARequest == stepsARequest - 1) {
                List<String> bodies = new ArrayList<>();
                for (int i = 0; i < SERVICES; i++) {
                    bodies.add(
                            Bodies.points(name + "-" + i, services.get(i), step - stepsARequest + 1, step + 1, clock));
                }
                posts.all(bodies, 16);
            }
            worker.tenSeconds();
        }
        closeTheHour();
        return Cost.between(before, Snapshot.of(meters), (long) SERVICES * STEPS * HOSTS * 10);
    }

    private Cost singles() throws Exception {
        int count = 200_000;
        List<SeriesPoints> series = new SyntheticFleet(7).points(HOSTS, STEPS);
        clock.advanceToTheNextHour();
        Snapshot before = Snapshot.of(meters);
        for (int round = 0; round < 10; round++) {
            int first = round * count / 10;
            List<String> bodies = IntStream.range(first, first + count / 10)
                    .mapToObj(i ->
                            Bodies.point("c-" + i % 10, series.get(i / 10 % series.size()), i / 500 % STEPS, clock))
                    .toList();
            posts.all(bodies, 256);
            worker.tenSeconds();
        }
        closeTheHour();
        return Cost.between(before, Snapshot.of(meters), count);
    }

    /** Values of the NAB files in order, ten seconds apart: each hour another stretch of each file. */
    private double nab() throws Exception {
        Path folder = Path.of(System.getProperty("bench.nab", "../shared/bench/nab/data/realAWSCloudwatch"));
        if (!folder.toFile().isDirectory()) {
            System.out.println("skipped: no NAB files at " + folder);
            return Double.NaN;
        }
        List<String> services = new ArrayList<>();
        for (int hour = 0; hour < 3; hour++) {
            clock.advanceToTheNextHour();
            List<SeriesPoints> series = NabSeries.hour(folder, hour);
            for (int step = 0; step < STEPS; step++) {
                if (step % 10 == 9) {
                    posts.all(List.of(Bodies.points("nab-" + hour, series, step - 9, step + 1, clock)), 1);
                }
                worker.tenSeconds();
            }
            closeTheHour();
            services.add("nab-" + hour);
        }
        return ChunkBytes.perPoint(
                dynamo,
                environment.tableName(),
                pk -> services.stream().anyMatch(service -> pk.startsWith("C#" + service + "#")),
                3L * STEPS * 9);
    }

    private double chunkBytes(String name) {
        return ChunkBytes.perPoint(
                dynamo,
                environment.tableName(),
                pk -> pk.startsWith("C#" + name + "-"),
                (long) SERVICES * STEPS * HOSTS * 10);
    }

    private void closeTheHour() {
        worker.quietly(Duration.ofMinutes(1));
        clock.advanceToTheNextHour();
        worker.quietly(Duration.ofMinutes(6));
        worker.quietly(Duration.ofMinutes(1));
    }

    /** Counters at one moment. */
    record Snapshot(Map<String, Double> units, double sqsRequests) {

        static Snapshot of(MeterRegistry meters) {
            Map<String, Double> units = new TreeMap<>();
            for (Counter counter :
                    meters.find("monitoring.dynamodb.write.units").counters()) {
                units.merge(counter.getId().getTag("kind"), counter.count(), Double::sum);
            }
            double sqs = meters.find("monitoring.dependency.calls").tag("dependency", "sqs").counters().stream()
                    .mapToDouble(Counter::count)
                    .sum();
            return new Snapshot(units, sqs);
        }
    }
}
