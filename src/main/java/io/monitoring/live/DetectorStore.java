package io.monitoring.live;

import io.monitoring.analysis.anomaly.CorruptStateException;
import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.platform.table.ItemAttributes;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
        return table.query(KeyRange.partition(partition(service)), true, new ReadCost())
                .map(items -> kept(service, items));
    }

    /** Where series have moved to other groups, the detector that has come furthest counts. */
    private static Kept kept(String service, List<Map<String, AttributeValue>> items) {
        Map<SeriesKey, Detector> detectors = new HashMap<>();
        String newestGroups = "";
        long newest = 0;
        long until = 0;
        long period = StaggeredPeriod.NEVER;
        for (Map<String, AttributeValue> item : items) {
            AttributeValue bytes = item.get("b");
            if (bytes == null) {
                period = Long.parseLong(item.get("period").n());
                continue;
            }
            long end = Long.parseLong(item.get("until").n());
            String groups = item.get(ItemAttributes.SK).s().replaceFirst("\\..*", "");
            if (!groups.equals(newestGroups) && end > newest) {
                newestGroups = groups;
                until = end;
            } else if (groups.equals(newestGroups)) {
                until = Math.min(until, end);
            }
            newest = Math.max(newest, end);
            try {
                DetectorPacking.unpack(service, bytes.b().asByteArrayUnsafe())
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
        return table.update(label(service), key(service, CLAIM), update -> update.updateExpression(
                        "SET #period = :period, #ttl = :ttl")
                .conditionExpression("attribute_not_exists(#period) OR #period < :period")
                .expressionAttributeNames(Map.of("#ttl", ItemAttributes.TTL, "#period", "period"))
                .expressionAttributeValues(Map.of(":period", number(period), ":ttl", expiry())));
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
        return table.update(label(service), key(service, group), update -> update.updateExpression(
                        "SET b = :bytes, #until = :until, #ttl = :ttl")
                .conditionExpression("attribute_not_exists(#until) OR #until < :until")
                .expressionAttributeNames(Map.of("#ttl", ItemAttributes.TTL, "#until", "until"))
                .expressionAttributeValues(Map.of(
                        ":bytes",
                        AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)),
                        ":until",
                        number(until),
                        ":ttl",
                        expiry())));
    }

    private AttributeValue expiry() {
        return number(clock.instant().plus(store.retention().points()).getEpochSecond());
    }

    private static String partition(String service) {
        return "W#" + service;
    }

    private static Map<String, AttributeValue> key(String service, String sortKey) {
        return Map.of(
                ItemAttributes.PK,
                AttributeValue.fromS(partition(service)),
                ItemAttributes.SK,
                AttributeValue.fromS(sortKey));
    }

    private static WriteLabel label(String service) {
        return new WriteLabel(service, "detectors");
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
