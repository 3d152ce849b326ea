package io.monitoring.store.query;

import static io.monitoring.store.StoreSteps.newService;
import static io.monitoring.store.StoreSteps.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.StoreSteps;
import io.monitoring.store.hours.HourState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class PagingTest {

    @Inject
    StoreSteps steps;

    @Test
    void returnsEachOfManyPointsOfOneMillisecondOnce() {
        String service = newService();
        long instant = steps.clock.millis();
        List<Double> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            steps.store(point(SeriesKey.of(service, "m", Map.of("host", "h" + i % 7)), instant, i));
            sent.add((double) i);
        }

        List<StoredPoint> read = steps.readAll(service, 7);

        assertThat(read).extracting(StoredPoint::value).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void returnsEqualPointsAsOftenAsTheyWereSent() {
        String service = newService();
        SeriesKey series = SeriesKey.of(service, "m");
        long instant = steps.clock.millis();
        for (int i = 0; i < 23; i++) {
            steps.store(point(series, instant, 1.5));
        }

        List<StoredPoint> read = steps.readAll(service, 5);

        assertThat(read).hasSize(23).allSatisfy(point -> assertThat(point.value())
                .isEqualTo(1.5));
    }

    @Test
    void neitherSkipsNorRepeatsWhileWritesGoOn() {
        String service = newService();
        var random = new Random(17);
        long now = steps.clock.millis();
        List<Double> before = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            before.add((double) i);
            steps.store(point(someSeries(service, random), now - random.nextInt(50) * 100_000L, i));
        }

        List<StoredPoint> read = new ArrayList<>();
        PointPage page = steps.page(service, 11, null);
        double next = 1000;
        while (true) {
            read.addAll(page.points());
            if (page.next() == null) {
                break;
            }
            steps.store(point(someSeries(service, random), now - random.nextInt(50) * 100_000L, next++));
            page = steps.page(service, 11, page.next());
        }

        assertThat(read).extracting(StoredPoint::value).doesNotHaveDuplicates().containsAll(before);
        assertThat(read)
                .extracting(StoredPoint::time)
                .isSortedAccordingTo(Comparator.<Long>naturalOrder().reversed());
    }

    @Test
    void goesOnWhereItWasWhenTheHourIsClosedBetweenTwoPages() {
        String service = newService();
        var random = new Random(4);
        Hour hour = Hour.of(steps.clock.millis()).plus(-3);
        List<Double> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            steps.store(point(someSeries(service, random), hour.start() + random.nextInt(5), i));
            sent.add((double) i);
        }

        PointPage first = steps.page(service, 25, null);
        HourState closed = steps.close(service, hour);
        List<StoredPoint> read = new ArrayList<>(first.points());
        Position after = first.next();
        while (after != null) {
            PointPage page = steps.page(service, 25, after);
            read.addAll(page.points());
            after = page.next();
        }

        assertThat(closed.closed()).isNotNull();
        assertThat(read).extracting(StoredPoint::value).containsExactlyInAnyOrderElementsOf(sent);
    }

    private static SeriesKey someSeries(String service, Random random) {
        return SeriesKey.of(service, "m" + random.nextInt(3), Map.of("host", "h" + random.nextInt(4)));
    }
}
