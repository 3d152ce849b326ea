package io.monitoring.live;

import io.monitoring.analysis.anomaly.CorruptStateException;
import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.platform.table.Update;
import io.monitoring.platform.table.Value;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.StoreConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Keeps detectors in the one table, those of a service together: {@code pk=W#service}, {@code sk=groups.group} with the
 * bytes of {@link DetectorPacking} and the time of writing up to which they have come. A group's series follow from their
 * hashes. {@code sk=claim} says in which period they were kept last: what every instance works out alike, one of them
 * writes.
 */
@ApplicationScoped
class DetectorStore {

    /** About 100 KB where all patterns are learnt. */
    private static final int SERIES_A_GROUP = 128;

    private static final int PUTS_AT_ONCE = 4;
    private static final String CLAIM = "claim";
    private static final Logger LOG = Logger.getLogger(DetectorStore.class);

    private final Table table;
    private final StoreConfig store;
    private final Clock clock;

    DetectorStore(Table table, StoreConfig store, Clock clock) {
        this.table = table;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Detectors as they were kept.
     *
     * @param until the time of writing up to which all of them have come; 0 where there are none
     * @param period that was claimed last; {@link StaggeredPeriod#NEVER} where none was
     */
    record Kept(Map<SeriesKey, Detector> detectors, long until, long period) {}

    Uni<Kept> load(String service) {
        return table.query(KeyRange.partition(KeyPrefix.DETECTORS.of(service)), true, new ReadCost())
                .map(items -> kept(service, items));
    }

    /** Where series have moved to other groups, the detector that has come furthest counts. */
    private static Kept kept(String service, List<Item> items) {
        Map<SeriesKey, Detector> detectors = new HashMap<>();
        String newestGroups = "";
        long newest = 0;
        long until = 0;
        long period = StaggeredPeriod.NEVER;
        for (Item item : items) {
            if (!item.has("b")) {
                period = item.number("period");
                continue;
            }
            long end = item.number("until");
            String groups = item.sk().replaceFirst("\\..*", "");
            if (!groups.equals(newestGroups) && end > newest) {
                newestGroups = groups;
                until = end;
            } else if (groups.equals(newestGroups)) {
                until = Math.min(until, end);
            }
            newest = Math.max(newest, end);
            try {
                DetectorPacking.unpack(service, item.bytes("b"))
                        .forEach((series, detector) -> detectors.merge(
                                series, detector, (one, other) -> one.last() >= other.last() ? one : other));
            } catch (CorruptStateException e) {
                LOG.warnf("Detectors of %s begin anew: %s", service, e.getMessage());
                until = 0;
            }
        }
        return new Kept(detectors, until, period);
    }

    /** Whether it is this instance that keeps a service's detectors in this period. */
    Uni<Boolean> claim(String service, long period) {
        return table.update(
                label(service),
                key(service, CLAIM),
                Update.of("SET #period = :period, #ttl = :ttl")
                        .when("attribute_not_exists(#period) OR #period < :period")
                        .name("#period", "period")
                        .number(":period", period)
                        .with(":ttl", expiry()));
    }

    /** Keeps detectors that have come to {@code until}, unless such as have come further are there. */
    Uni<Void> keep(String service, Map<SeriesKey, Detector> detectors, long until) {
        int groups = Math.max(1, Integer.highestOneBit(2 * (detectors.size() / SERIES_A_GROUP)));
        Map<Integer, Map<SeriesKey, Detector>> grouped = new TreeMap<>();
        detectors.forEach((series, detector) -> grouped.computeIfAbsent(
                        (int) Long.remainderUnsigned(series.hash(), groups), any -> new HashMap<>())
                .put(series, detector));
        return Multi.createFrom()
                .iterable(grouped.entrySet())
                .onItem()
                .transformToUni(group ->
                        put(service, groups + "." + group.getKey(), DetectorPacking.pack(group.getValue()), until))
                .merge(PUTS_AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> put(String service, String group, byte[] bytes, long until) {
        return table.update(
                label(service),
                key(service, group),
                Update.of("SET b = :bytes, #until = :until, #ttl = :ttl")
                        .when("attribute_not_exists(#until) OR #until < :until")
                        .name("#until", "until")
                        .with(":bytes", Value.bytes(bytes))
                        .number(":until", until)
                        .with(":ttl", expiry()));
    }

    private Value expiry() {
        return Value.expiry(clock.instant().plus(store.retention().points()).toEpochMilli());
    }

    private static ItemKey key(String service, String sortKey) {
        return new ItemKey(KeyPrefix.DETECTORS.of(service), sortKey);
    }

    private static WriteLabel label(String service) {
        return new WriteLabel(service, "detectors");
    }
}
