package io.monitoring.store.query;

import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.Hour;
import io.monitoring.store.Parallel;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.hours.HourIndex;
import io.monitoring.store.hours.HourState;
import io.monitoring.store.hours.Registry;
import io.monitoring.store.hours.ServiceInfo;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads points, newest first. Goes back through time in windows that double, and within a window hour by hour, so that
 * what is recent is found without looking at what is old.
 */
@ApplicationScoped
public class PointQueries {

    private static final long FIRST_WINDOW_HOURS = 6;

    private final HourIndex hours;
    private final HourReader hourReader;
    private final Registry registry;
    private final StoreConfig config;
    private final Clock clock;

    PointQueries(HourIndex hours, HourReader hourReader, Registry registry, StoreConfig config, Clock clock) {
        this.hours = hours;
        this.hourReader = hourReader;
        this.registry = registry;
        this.config = config;
        this.clock = clock;
    }

    /** One page; what a 201 has acknowledged before the call is in it. Points past their retention are not. */
    public Uni<PointPage> read(PointQuery query, ReadCost cost) {
        long oldest = clock.millis() - config.retention().points().toMillis();
        long from = Math.max(oldest, query.from().toEpochMilli());
        long to = query.to().toEpochMilli();
        if (query.after() != null) {
            to = Math.min(to, query.after().time() + 1);
        }
        var page = new NewestPoints(query.limit() + 1, query.after());
        if (from >= to) {
            return Uni.createFrom().item(pageOf(page, query));
        }
        var scan = new Scan(query, from, to, page, cost);
        return services(query, cost)
                .chain(services -> scan.windows(services, Hour.of(scan.to() - 1), FIRST_WINDOW_HOURS))
                .map(done -> pageOf(page, query));
    }

    private Uni<List<String>> services(PointQuery query, ReadCost cost) {
        return query.service() == null
                ? registry.services(cost)
                        .map(all -> all.stream().map(ServiceInfo::name).toList())
                : Uni.createFrom().item(List.of(query.service()));
    }

    private static PointPage pageOf(NewestPoints found, PointQuery query) {
        List<StoredPoint> points = found.points();
        if (points.size() <= query.limit()) {
            return new PointPage(points, found.scanned(), null);
        }
        List<StoredPoint> page = points.subList(0, query.limit());
        return new PointPage(page, found.scanned(), positionAtEnd(page, query.after()));
    }

    private static Position positionAtEnd(List<StoredPoint> page, Position before) {
        StoredPoint last = page.getLast();
        long tie = last.tie();
        int copies = 0;
        for (int i = page.size() - 1; i >= 0; i--) {
            if (page.get(i).time() != last.time() || page.get(i).tie() != tie) {
                break;
            }
            copies++;
        }
        boolean goesOn = before != null && before.time() == last.time() && before.tie() == tie;
        return new Position(last.time(), tie, copies + (goesOn ? before.copies() : 0));
    }

    /** One query on its way back through time. */
    private final class Scan {

        private final PointQuery query;
        private final long from;
        private final long to;
        private final NewestPoints page;
        private final ReadCost cost;

        Scan(PointQuery query, long from, long to, NewestPoints page, ReadCost cost) {
            this.query = query;
            this.from = from;
            this.to = to;
            this.page = page;
            this.cost = cost;
        }

        long to() {
            return to;
        }

        /** Looks at the window of {@code length} hours that ends with {@code last}, then at the one before it. */
        Uni<Void> windows(List<String> services, Hour last, long length) {
            Hour first = Hour.of(Math.max(from, last.plus(1 - length).start()));
            if (services.isEmpty() || page.isFull() || last.end() <= from) {
                return Uni.createFrom().voidItem();
            }
            return entries(services, first, last)
                    .chain(entries -> eachHour(newestFirst(entries).values().iterator()))
                    .chain(() -> windows(services, first.plus(-1), length * 2));
        }

        private Uni<List<HourState>> entries(List<String> services, Hour first, Hour last) {
            return Parallel.all(
                            services.stream()
                                    .map(service -> hours.list(service, first, last, cost))
                                    .toList(),
                            Parallel.READS)
                    .map(lists -> lists.stream().flatMap(List::stream).toList());
        }

        private static SortedMap<Hour, List<HourState>> newestFirst(List<HourState> entries) {
            SortedMap<Hour, List<HourState>> byHour = new TreeMap<>(Comparator.reverseOrder());
            entries.forEach(entry -> byHour.computeIfAbsent(entry.hour(), any -> new ArrayList<>())
                    .add(entry));
            return byHour;
        }

        private Uni<Void> eachHour(Iterator<List<HourState>> left) {
            if (!left.hasNext() || page.isFull()) {
                return Uni.createFrom().voidItem();
            }
            return oneHour(left.next()).chain(() -> eachHour(left));
        }

        private Uni<Void> oneHour(List<HourState> services) {
            return Parallel.run(services.stream().map(this::oneHourOfAService).toList(), Parallel.READS);
        }

        private Uni<Void> oneHourOfAService(HourState hour) {
            return hourReader
                    .read(hour, query.wanted(), cost)
                    .invoke(points -> points.forEach(series -> page.offer(series, from, to)))
                    .replaceWithVoid();
        }
    }
}
