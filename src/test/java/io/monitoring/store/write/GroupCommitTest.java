package io.monitoring.store.write;

import static io.monitoring.store.StoreSteps.await;
import static io.monitoring.store.StoreSteps.newService;
import static io.monitoring.store.StoreSteps.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.StoreSteps;
import io.monitoring.store.hours.Block;
import io.monitoring.store.hours.BlockReader;
import io.monitoring.store.query.PointPage;
import io.monitoring.store.query.PointQuery;
import io.monitoring.store.query.StoredPoint;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class GroupCommitTest {

    @Inject
    StoreSteps steps;

    @Inject
    BlockReader blocks;

    @Test
    void packsWhatArrivesWhileAWriteIsInFlight() {
        String service = newService();
        long now = steps.clock.millis();
        SeriesKey series = SeriesKey.of(service, "m");

        List<Uni<WriteOutcome>> writes = IntStream.range(0, 500)
                .mapToObj(i -> steps.commit.write(List.of(point(series, now + i % 3, i))))
                .toList();
        List<WriteOutcome> outcomes = await(Uni.join().all(writes).andFailFast());

        assertThat(outcomes).allMatch(WriteOutcome::complete);
        assertThat(steps.readAll(service, 1000)).hasSize(500);
        assertThat(blocksOf(service, Hour.of(now))).hasSizeLessThan(50);
    }

    @Test
    void writesAtOnceWhenNothingIsInFlight() {
        String service = newService();
        long now = steps.clock.millis();

        steps.store(point(SeriesKey.of(service, "m"), now, 1));
        steps.store(point(SeriesKey.of(service, "m"), now, 1));

        assertThat(blocksOf(service, Hour.of(now))).hasSize(2);
    }

    @Test
    void splitsWhatIsTooLargeForAnItem() {
        String service = newService();
        Hour hour = Hour.of(steps.clock.millis()).plus(-1);
        var random = new Random(1);
        var points = new SeriesPoints(SeriesKey.of(service, "noise"), 1);
        for (int i = 0; i < 60_000; i++) {
            points.add(hour.start() + random.nextInt(3_600_000), random.nextGaussian(), null);
        }

        steps.store(points);

        assertThat(blocksOf(service, hour)).hasSizeGreaterThan(1).allMatch(block -> block.bytes().length <= 300_000);
        assertThat(steps.readAll(service, 1000)).hasSize(60_000);
    }

    @Test
    void sortsPointsOfManyHoursIntoTheirHours() {
        String service = newService();
        Hour last = Hour.of(steps.clock.millis());
        var points = new SeriesPoints(SeriesKey.of(service, "m"), 1);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long time = last.plus(-i % 48).start() + i;
            points.add(time, i, i % 2 == 0 ? "{\"i\":" + i + "}" : null);
            times.add(time);
        }

        steps.store(points);

        List<StoredPoint> read = steps.readAll(service, 30);
        assertThat(read).extracting(StoredPoint::time).containsExactlyInAnyOrderElementsOf(times);
        assertThat(read).allSatisfy(point -> assertThat(point.metadata())
                .isEqualTo(point.value() % 2 == 0 ? "{\"i\":" + (int) point.value() + "}" : null));
    }

    @Test
    void readsOnlyTheSeriesAskedFor() {
        String service = newService();
        long now = steps.clock.millis();
        steps.store(
                point(SeriesKey.of(service, "cpu", Map.of("host", "a", "zone", "1")), now, 1),
                point(SeriesKey.of(service, "cpu", Map.of("host", "b", "zone", "1")), now, 2),
                point(SeriesKey.of(service, "memory", Map.of("host", "a")), now, 3));

        var query = new PointQuery(
                service,
                "cpu",
                Map.of("host", "b"),
                steps.clock.instant().minusSeconds(60),
                steps.clock.instant().plusSeconds(60),
                10,
                null);
        PointPage page = await(steps.queries.read(query, new ReadCost()));

        assertThat(page.points()).singleElement().satisfies(point -> assertThat(point.value())
                .isEqualTo(2));
    }

    private List<Block> blocksOf(String service, Hour hour) {
        return await(blocks.read(steps.state(service, hour), 0, new ReadCost()));
    }
}
