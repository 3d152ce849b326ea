package io.monitoring.store.hours;

import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.series.Hour;
import io.monitoring.series.Resolution;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.Attributes;
import io.monitoring.store.Parallel;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.format.RollupCodec;
import io.monitoring.store.hours.HourState.Closed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Roll-ups of closed hours. Those of a version are put once and never change. */
@ApplicationScoped
public class RollupStore {

    private final Table table;
    private final StoreConfig config;
    private final Clock clock;

    RollupStore(Table table, StoreConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    /** Puts the roll-ups of all series of an hour. */
    Uni<Void> put(String service, Hour hour, String version, Resolution resolution, List<RollupSeries> rollups) {
        int groups = resolution.groups(rollups.size());
        Map<Integer, List<RollupSeries>> grouped = new TreeMap<>();
        rollups.forEach(
                series -> grouped.computeIfAbsent(Resolution.group(series.key(), groups), any -> new ArrayList<>())
                        .add(series));
        List<Uni<Void>> puts = new ArrayList<>();
        grouped.forEach((group, series) -> puts.add(table.put(
                new WriteLabel(service, "rollup"),
                item(key(service, hour, version, resolution, groups, group), resolution, hour, series))));
        return Parallel.run(puts, Parallel.WRITES);
    }

    private Item item(ItemKey key, Resolution resolution, Hour hour, List<RollupSeries> series) {
        Duration kept = resolution == Resolution.HOUR
                ? config.retention().hours()
                : config.retention().minutes();
        return Item.at(key)
                .bytes(Attributes.BYTES, RollupCodec.encode(series))
                .expiry(hour.end() + kept.toMillis())
                .build();
    }

    private static ItemKey key(
            String service, Hour hour, String version, Resolution resolution, int groups, int group) {
        return new ItemKey(partition(resolution, service, hour, groups, group), hour + "#" + version);
    }

    private static String partition(Resolution resolution, String service, Hour hour, int groups, int group) {
        return KeyPrefix.ROLLUPS.of(service, resolution.span(hour), resolution.text(), groups + "." + group);
    }

    /** Lets the roll-ups of a version expire. */
    Uni<Void> expire(String service, Hour hour, Closed closed, long at) {
        List<Uni<Void>> expiries = new ArrayList<>();
        for (Resolution resolution : Resolution.values()) {
            int groups = resolution.groups(closed.series());
            for (int group = 0; group < groups; group++) {
                expiries.add(table.expire(
                        new WriteLabel(service, "rollup"),
                        key(service, hour, closed.version(), resolution, groups, group),
                        at));
            }
        }
        return Parallel.run(expiries, Parallel.WRITES);
    }

    /**
     * The roll-ups of the wanted series over closed hours.
     *
     * @param only the wanted series where they are known, so that only their groups are read; null for all
     */
    public Uni<List<RollupSeries>> read(
            List<HourState> hours,
            Resolution resolution,
            Predicate<SeriesKey> wanted,
            Set<SeriesKey> only,
            ReadCost cost) {
        Map<String, Span> partitions = new TreeMap<>();
        for (HourState hour : hours) {
            int groups = resolution.groups(hour.closed().series());
            for (int group : groupsOf(groups, only)) {
                partitions
                        .computeIfAbsent(
                                partition(resolution, hour.service(), hour.hour(), groups, group), any -> new Span())
                        .add(hour);
            }
        }
        List<Uni<List<RollupSeries>>> reads = new ArrayList<>();
        partitions.forEach((partition, span) -> reads.add(read(partition, span, wanted, cost)));
        return Parallel.all(reads, Parallel.READS)
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private static Iterable<Integer> groupsOf(int groups, Set<SeriesKey> only) {
        Set<Integer> wanted = new HashSet<>();
        if (only == null) {
            for (int group = 0; group < groups; group++) {
                wanted.add(group);
            }
        } else {
            only.forEach(series -> wanted.add(Resolution.group(series, groups)));
        }
        return wanted;
    }

    private Uni<List<RollupSeries>> read(String partition, Span span, Predicate<SeriesKey> wanted, ReadCost cost) {
        boolean replicated = HourState.isReplicated(span.newestCutoff, clock.millis());
        return table.query(span.range(partition), !replicated, cost).map(items -> {
            List<RollupSeries> rollups = new ArrayList<>();
            for (Item item : items) {
                if (span.sortKeys.contains(item.sk())) {
                    byte[] bytes = item.bytes(Attributes.BYTES);
                    rollups.addAll(RollupCodec.decode(span.service, bytes, wanted));
                }
            }
            return rollups;
        });
    }

    /** The hours of one partition that are read, and the versions of them that count. */
    private static final class Span {

        private final Set<String> sortKeys = new HashSet<>();
        private String service;
        private Hour first;
        private Hour last;
        private long newestCutoff;

        void add(HourState hour) {
            service = hour.service();
            first = first == null || hour.hour().compareTo(first) < 0 ? hour.hour() : first;
            last = last == null || hour.hour().compareTo(last) > 0 ? hour.hour() : last;
            newestCutoff = Math.max(newestCutoff, hour.closed().cutoff());
            sortKeys.add(hour.hour() + "#" + hour.closed().version());
        }

        KeyRange range(String partition) {
            return KeyRange.between(partition, first + "#", last + "#~");
        }
    }
}
