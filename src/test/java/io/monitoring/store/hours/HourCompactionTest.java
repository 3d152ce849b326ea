package io.monitoring.store.hours;

import static io.monitoring.store.StoreSteps.await;
import static io.monitoring.store.StoreSteps.newService;
import static io.monitoring.store.StoreSteps.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesGrouping;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.DyingTable;
import io.monitoring.store.Part;
import io.monitoring.store.StoreSteps;
import io.monitoring.store.query.AggregateQueries;
import io.monitoring.store.query.AggregateQuery;
import io.monitoring.store.query.AggregateRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class HourCompactionTest {

    @Inject
    StoreSteps steps;

    @Inject
    AggregateQueries aggregates;

    @Inject
    Registry registry;

    @Inject
    Instance<MortalWorker> workers;

    @Test
    void keepsEveryPointWhenAnHourIsClosed() {
        String service = newService();
        Hour hour = Hour.of(steps.clock.millis()).plus(-1);
        List<Sent> sent = sendSome(service, hour, 200, new Random(1));

        HourState closed = steps.close(service, hour);

        assertThat(closed.closed().parts()).isEqualTo(1);
        assertThat(closed.hasBlocks()).isFalse();
        assertPoints(service, sent);
        assertAggregates(service, hour, sent);
    }

    @Test
    void takesInLatePoints() {
        String service = newService();
        Hour hour = Hour.of(steps.clock.millis()).plus(-1);
        var random = new Random(2);
        List<Sent> sent = sendSome(service, hour, 50, random);
        HourState first = steps.close(service, hour);

        sent.addAll(sendSome(service, hour, 30, random));

        assertThat(steps.state(service, hour).hasBlocks()).isTrue();
        assertPoints(service, sent);
        assertAggregates(service, hour, sent);
        steps.clock.advance(Duration.ofMinutes(3)); // longer than a write may take and the time to settle
        await(steps.worker.catchUp(new Part(service, hour)));
        HourState second = steps.state(service, hour);
        assertThat(second.closed().version()).isNotEqualTo(first.closed().version());
        assertThat(second.hasBlocks()).isFalse();
        assertPoints(service, sent);
        assertAggregates(service, hour, sent);
    }

    @Test
    void doesNothingTheSecondTime() {
        String service = newService();
        Hour hour = Hour.of(steps.clock.millis()).plus(-1);
        sendSome(service, hour, 20, new Random(3));
        HourState closed = steps.close(service, hour);

        boolean finished = await(steps.worker.catchUp(new Part(service, hour)));

        assertThat(finished).isTrue();
        assertThat(steps.state(service, hour)).isEqualTo(closed);
    }

    @Test
    void keepsOpenHoursRolledUpSegmentBySegment() {
        String service = newService();
        var random = new Random(5);
        Hour hour = Hour.of(steps.clock.millis()).plus(1);
        steps.clock.advance(Duration.ofMillis(hour.start() - steps.clock.millis() + 1000));
        List<Sent> sent = new ArrayList<>();
        for (int minute = 0; minute < 5; minute++) {
            sent.addAll(sendSome(service, hour, 10, random));
            steps.clock.advance(Duration.ofMinutes(1).plusSeconds(15));
            await(steps.worker.catchUp(new Part(service, hour)));
        }

        assertPoints(service, sent);
        assertAggregates(service, hour, sent);
    }

    @Test
    void learnsTheSeriesAndHowOftenTheyReport() {
        String service = newService();
        Hour hour = Hour.of(steps.clock.millis()).plus(-1);
        SeriesKey series = SeriesKey.of(service, "m", Map.of("host", "a"));
        for (int i = 0; i < 10; i++) {
            steps.store(point(series, hour.start() + i * 30_000L, i));
        }

        steps.close(service, hour);

        List<Sighting> seen = await(registry.series(service, new ReadCost())).orElseThrow();
        assertThat(seen).containsExactly(new Sighting(series, hour.start(), hour.start() + 9 * 30_000L, 30_000L));
    }

    /** Shows 5 of the Store issue: any call may be the last, and its effect may or may not have come about. */
    @Test
    void endsInTheSameTableHoweverOftenTheWorkerIsKilled() {
        String service = newService();
        Hour hour = Hour.of(steps.clock.millis()).plus(-1);
        var random = new Random(200);
        List<Sent> sent = sendSome(service, hour, 40, random);
        steps.clock.advance(Duration.ofMinutes(70));

        int killed = 0;
        while (killed < 200) {
            MortalWorker worker = workers.get();
            worker.table.dieAfter(1 + random.nextInt(25), random.nextBoolean());
            try {
                await(worker.worker.catchUp(new Part(service, hour)));
            } catch (DyingTable.KilledException e) {
                killed++;
            }
            if (random.nextInt(4) == 0) {
                sent.addAll(sendSome(service, hour, 1 + random.nextInt(3), random));
            }
            assertPoints(service, sent);
            steps.clock.advance(Duration.ofSeconds(10 + random.nextInt(170)));
        }
        steps.clock.advance(Duration.ofMinutes(3));
        await(steps.worker.catchUp(new Part(service, hour)));

        assertThat(steps.state(service, hour).hasBlocks()).isFalse();
        assertPoints(service, sent);
        assertAggregates(service, hour, sent);
    }

    private record Sent(SeriesKey series, long time, double value) {}

    private List<Sent> sendSome(String service, Hour hour, int count, Random random) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SeriesKey series = SeriesKey.of(service, "m" + random.nextInt(3), Map.of("host", "h" + random.nextInt(2)));
            var one = new Sent(series, hour.start() + random.nextInt(3_600_000), random.nextInt(10_000) / 100.0);
            steps.store(point(one.series(), one.time(), one.value()));
            sent.add(one);
            if (random.nextInt(10) == 0) { // the same point again: it counts twice
                steps.store(point(one.series(), one.time(), one.value()));
                sent.add(one);
            }
        }
        return sent;
    }

    private void assertPoints(String service, List<Sent> sent) {
        assertThat(steps.readAll(service, 500))
                .extracting(point -> new Sent(point.series(), point.time(), point.value()))
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    private void assertAggregates(String service, Hour hour, List<Sent> sent) {
        for (Duration period : List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1))) {
            var query = new AggregateQuery(
                    service,
                    null,
                    Map.of(),
                    Instant.ofEpochMilli(hour.start()),
                    Instant.ofEpochMilli(hour.end()),
                    period,
                    new SeriesGrouping.EachSeries(),
                    100_000);
            List<AggregateRow> rows = await(aggregates.read(query, new ReadCost()));

            List<AggregateRow> expected = expected(query, sent);
            assertThat(rows).hasSameSizeAs(expected);
            for (int i = 0; i < rows.size(); i++) {
                assertSame(rows.get(i), expected.get(i));
            }
        }
    }

    private static List<AggregateRow> expected(AggregateQuery query, List<Sent> sent) {
        var rows = new AggregateRows(query);
        sent.forEach(one -> rows.addPoints(List.of(point(one.series(), one.time(), one.value()))));
        return rows.rows();
    }

    private static void assertSame(AggregateRow row, AggregateRow expected) {
        assertThat(row.series()).isEqualTo(expected.series());
        assertThat(row.start()).isEqualTo(expected.start());
        assertThat(row.aggregate().count()).isEqualTo(expected.aggregate().count());
        assertThat(row.aggregate().sum())
                .isCloseTo(
                        expected.aggregate().sum(),
                        within(1e-9 * expected.aggregate().sum() + 1e-12));
        assertThat(row.aggregate().min()).isEqualTo(expected.aggregate().min());
        assertThat(row.aggregate().max()).isEqualTo(expected.aggregate().max());
        assertThat(row.aggregate().quantile(0.9)).isEqualTo(expected.aggregate().quantile(0.9));
    }
}
