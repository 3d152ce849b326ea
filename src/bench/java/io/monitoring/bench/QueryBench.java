package io.monitoring.bench;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.pipeline.SimulatedWorker;
import io.monitoring.platform.config.MovableClock;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Part;
import io.monitoring.store.hours.HourWorker;
import io.monitoring.store.write.GroupCommit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What queries cost, in read units and milliseconds, over more than ten million points of more than a thousand series in
 * the embedded store; and whether the cost depends on how many points there are. The heap is bounded by bench/query.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@QuarkusTestResource(DevStackResource.class)
class QueryBench {

    private static final int FLEET = Integer.getInteger("bench.services", 20);
    private static final int FLEET_HOURS = 28;
    private static final int MONTH_HOURS = 30 * 24;
    private static final int CALLS = Integer.getInteger("bench.calls", 300);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    GroupCommit commit;

    @Inject
    HourWorker hours;

    @Inject
    SimulatedWorker worker;

    @Inject
    MovableClock clock;

    private long points;
    private Hour now;

    @Test
    void run() throws Exception {
        clock.stopTheSystemClock();
        worker.takeOver();
        clock.advanceToTheNextHour();
        now = Hour.of(clock.millis());
        for (int i = 0; i < FLEET; i++) {
            closedHours(new Reporter("fleet-" + i, 5, 10), FLEET_HOURS);
        }
        closedHours(new Reporter("dense", 5, 1), 25);
        closedHours(new Reporter("wide", 20, 10), 25);
        closedHours(new Reporter("month", 5, 60), MONTH_HOURS);
        openHour(List.of(new Reporter("fleet-0", 5, 10), new Reporter("dense", 5, 1), new Reporter("wide", 20, 10)));
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        System.out.printf("%n%,d points stored in a heap that cannot grow beyond %,d MB%n%n", points, heap);
        queries();
        System.out.printf("figure stored_points %d points%n", points);
        System.out.printf("figure heap_limit %d MB%n", heap);
    }

    private void queries() throws Exception {
        var calls = new MeasuredCalls(CALLS);
        String series = "&metric=cpu_usage_percent&label.host=web-01";
        Instant end = clock.instant();
        String day = "&stats=avg,p99&from=" + end.minus(Duration.ofHours(24)) + "&to=" + end;
        String month = "&stats=avg,p99&from=" + end.minus(Duration.ofDays(30)) + "&to=" + end;
        calls.measure(
                "last_hour_raw_series",
                "/metrics?limit=1000&service=fleet-0" + series + "&from=" + end.minus(Duration.ofHours(1)));
        calls.measure(
                "last_hour_raw_service_200", "/metrics?limit=1000&service=wide&from=" + end.minus(Duration.ofHours(1)));
        calls.measure("day_1m_series_1x", "/metrics/aggregate?period=60s&service=fleet-0" + series + day);
        calls.measure("day_1m_series_10x", "/metrics/aggregate?period=60s&service=dense" + series + day);
        calls.measure("day_1m_service_200", "/metrics/aggregate?period=60s&by=*&service=wide" + day);
        calls.measure("month_1h_series", "/metrics/aggregate?period=PT1H&service=month" + series + month);
        calls.measure("month_1h_service_50", "/metrics/aggregate?period=PT1H&by=*&service=month" + month);
        calls.print();
    }

    /** Hours that are over: written as one request an hour, and closed. */
    private void closedHours(Reporter reporter, int count) {
        List<Part> parts = new ArrayList<>();
        for (int back = count; back >= 1; back--) {
            Hour hour = now.plus(-back);
            store(reporter.points(hour.start(), hour.end()));
            parts.add(new Part(reporter.service(), hour));
        }
        clock.advance(Duration.ofMinutes(1));
        parts.forEach(part -> hours.catchUp(part).await().atMost(PATIENCE));
    }

    /** Fifty-nine minutes of the present hour, reported every ten seconds, while the worker keeps up. */
    private void openHour(List<Reporter> reporters) {
        long start = Hour.of(clock.millis()).plus(1).start();
        clock.advance(Duration.ofMillis(start - clock.millis()));
        for (int tick = 0; tick < 59 * 6; tick++) {
            long from = clock.millis();
            worker.tenSeconds();
            for (Reporter reporter : reporters) {
                store(reporter.points(from, clock.millis()));
            }
        }
        worker.tenSeconds();
    }

    private void store(List<SeriesPoints> series) {
        if (!commit.write(series).await().atMost(PATIENCE).complete()) {
            throw new IllegalStateException("not stored");
        }
        series.forEach(one -> points += one.size());
    }
}
