package io.monitoring.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.store.StoreConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was found, newest first, of a service or of all. */
@ApplicationScoped
public class AnomalyStore {

    private static final int PUTS_AT_ONCE = 8;

    /** No point is further ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Table table;
    private final StoreConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    AnomalyStore(Table table, StoreConfig config, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Which findings.
     *
     * @param service null for all
     * @param from inclusive
     * @param to exclusive
     * @param after the id that the page before ended with, or null
     */
    public record Query(String service, Instant from, Instant to, int limit, String after) {}

    /** @param next the id to go on after; null on the last page */
    public record Page(List<Finding> findings, String next) {

        /** Those of the findings that are anomalies. */
        public List<FoundAnomaly> anomalies() {
            return findings.stream()
                    .filter(FoundAnomaly.class::isInstance)
                    .map(FoundAnomaly.class::cast)
                    .toList();
        }
    }

    /** Keeps what was found; what is there already stays as it is and is not counted again. */
    Uni<Void> keep(List<? extends Finding> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUni(this::keep)
                .merge(PUTS_AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> keep(Finding found) {
        Instant at = found.at();
        Instant expiry = at.plus(config.retention().points());
        var label = new WriteLabel(found.series().service(), "anomaly");
        // The service's own last: it tells whether this has been done.
        return table.putNew(label, AnomalyItems.item(AnomalyItems.ofDay(AnomalyItems.day(at)), found, expiry))
                .chain(() -> table.putNew(
                        label,
                        AnomalyItems.item(AnomalyItems.ofService(found.series().service()), found, expiry)))
                .invoke(isNew -> {
                    if (isNew) {
                        counter(found).increment();
                    }
                })
                .replaceWithVoid();
    }

    private Counter counter(Finding found) {
        return switch (found) {
            case FoundAnomaly one ->
                meters.counter(
                        "monitoring.anomalies",
                        "signal",
                        one.anomaly().signal().name().toLowerCase(Locale.ROOT));
            case PredictedCrossing one ->
                meters.counter(
                        "monitoring.limit.warnings", "side", one.side().name().toLowerCase(Locale.ROOT));
        };
    }

    public Uni<Page> list(Query query) {
        Instant oldest = clock.instant().minus(config.retention().points());
        Instant from = query.from().isBefore(oldest) ? oldest : query.from();
        Instant latest = clock.instant().plus(AHEAD);
        Instant to = query.to().isAfter(latest) ? latest : query.to();
        if (!from.isBefore(to)) {
            return Uni.createFrom().item(new Page(List.of(), null));
        }
        String first = AnomalyItems.firstId(from);
        String last = AnomalyItems.firstId(to);
        if (query.after() != null && query.after().compareTo(last) < 0) {
            last = query.after();
        }
        return last.compareTo(first) < 0 ? Uni.createFrom().item(new Page(List.of(), null)) : list(query, first, last);
    }

    private Uni<Page> list(Query query, String first, String last) {
        List<KeyRange> ranges = partitions(query.service(), instantOf(first), instantOf(last))
                .map(partition -> KeyRange.between(partition, first, last))
                .toList();
        return collect(ranges, query, new ArrayList<>()).map(found -> page(found, query.limit()));
    }

    private static Page page(List<Finding> found, int limit) {
        if (found.size() <= limit) {
            return new Page(List.copyOf(found), null);
        }
        List<Finding> page = List.copyOf(found.subList(0, limit));
        return new Page(page, page.getLast().id());
    }

    private static Instant instantOf(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id.substring(0, 13)));
    }

    private static Stream<String> partitions(String service, Instant from, Instant to) {
        if (service != null) {
            return Stream.of(AnomalyItems.ofService(service));
        }
        LocalDate last = AnomalyItems.day(to);
        LocalDate first = AnomalyItems.day(from);
        return Stream.iterate(last, day -> !day.isBefore(first), day -> day.minusDays(1))
                .map(AnomalyItems::ofDay);
    }

    /** Range after range until there is one more than the page takes. */
    private Uni<List<Finding>> collect(List<KeyRange> ranges, Query query, List<Finding> found) {
        int wanted = query.limit() + 1 - found.size();
        if (ranges.isEmpty() || wanted <= 0) {
            return Uni.createFrom().item(found);
        }
        // One more: the range includes the id that the page before ended with.
        return table.last(ranges.getFirst(), wanted + 1, true, new ReadCost()).chain(items -> {
            items.stream()
                    .map(AnomalyItems::found)
                    .filter(one -> !one.id().equals(query.after()))
                    .limit(wanted)
                    .forEach(found::add);
            return collect(ranges.subList(1, ranges.size()), query, found);
        });
    }
}
