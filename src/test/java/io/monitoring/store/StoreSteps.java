package io.monitoring.store;

import io.monitoring.platform.config.MovableClock;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.hours.HourIndex;
import io.monitoring.store.hours.HourState;
import io.monitoring.store.hours.HourWorker;
import io.monitoring.store.query.PointPage;
import io.monitoring.store.query.PointQueries;
import io.monitoring.store.query.PointQuery;
import io.monitoring.store.query.Position;
import io.monitoring.store.query.StoredPoint;
import io.monitoring.store.write.GroupCommit;
import io.monitoring.store.write.WriteOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What store tests do again and again, in words. */
@Singleton
public class StoreSteps {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger SERVICES = new AtomicInteger();

    @Inject
    public GroupCommit commit;

    @Inject
    public PointQueries queries;

    @Inject
    public HourIndex hours;

    @Inject
    public Table table;

    @Inject
    public HourWorker worker;

    @Inject
    public MovableClock clock;

    /** A service that no other test uses. */
    public static String newService() {
        return "service-" + SERVICES.incrementAndGet();
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    public static SeriesPoints points(SeriesKey series, Map<Long, Double> values) {
        var points = new SeriesPoints(series, values.size());
        values.forEach((time, value) -> points.add(time, value, null));
        return points;
    }

    public static SeriesPoints point(SeriesKey series, long time, double value) {
        return points(series, Map.of(time, value));
    }

    public void store(SeriesPoints... points) {
        WriteOutcome outcome = await(commit.write(List.of(points)));
        if (!outcome.complete()) {
            throw new AssertionError("not stored: " + outcome);
        }
    }

    /** Every point of a service, page by page. */
    public List<StoredPoint> readAll(String service, int pageSize) {
        List<StoredPoint> all = new ArrayList<>();
        Position after = null;
        do {
            PointPage page = page(service, pageSize, after);
            all.addAll(page.points());
            after = page.next();
        } while (after != null);
        return all;
    }

    public PointPage page(String service, int pageSize, Position after) {
        Instant now = clock.instant();
        var query = new PointQuery(
                service, null, Map.of(), now.minus(Duration.ofDays(34)), now.plusSeconds(3600), pageSize, after);
        return await(queries.read(query, new ReadCost()));
    }

    /** Lets time pass until an hour can be closed, and has it closed. */
    public HourState close(String service, Hour hour) {
        clock.advance(
                Duration.ofMillis(Math.max(0, hour.end() - clock.millis())).plusMinutes(6));
        await(worker.catchUp(new Part(service, hour)));
        return state(service, hour);
    }

    public HourState state(String service, Hour hour) {
        return await(hours.find(service, hour, new ReadCost()));
    }
}
