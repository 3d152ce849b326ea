package io.monitoring.store.hours;

import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.series.Hour;
import io.monitoring.store.Attributes;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.hours.HourState.Closed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Chunks: all points of a closed hour of a service, series by series. A version's chunks are put once and never change. */
@ApplicationScoped
public class ChunkStore {

    private final Table table;
    private final StoreConfig config;
    private final Clock clock;

    ChunkStore(Table table, StoreConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    Uni<Void> put(String service, Hour hour, String version, List<byte[]> parts) {
        long expiry = hour.end() + config.retention().points().toMillis();
        return Multi.createFrom()
                .range(0, parts.size())
                .onItem()
                .transformToUniAndConcatenate(part -> {
                    Item item = Item.at(key(service, hour, version, part))
                            .bytes(Attributes.BYTES, parts.get(part))
                            .expiry(expiry)
                            .build();
                    return table.put(new WriteLabel(service, "chunk"), item);
                })
                .onItem()
                .ignoreAsUni();
    }

    public Uni<List<byte[]>> read(String service, Hour hour, Closed closed, ReadCost cost) {
        boolean replicated = HourState.isReplicated(closed.cutoff(), clock.millis());
        var range = KeyRange.startingWith(KeyPrefix.CHUNKS.of(service, hour), closed.version() + '#');
        return table.query(range, !replicated, cost).map(items -> {
            if (items.size() != closed.parts()) {
                throw new VersionGoneException(service, hour, closed.version());
            }
            return items.stream().map(item -> item.bytes(Attributes.BYTES)).toList();
        });
    }

    Uni<Void> expire(String service, Hour hour, Closed closed, long at) {
        return Multi.createFrom()
                .range(0, closed.parts())
                .onItem()
                .transformToUniAndConcatenate(part ->
                        table.expire(new WriteLabel(service, "chunk"), key(service, hour, closed.version(), part), at))
                .onItem()
                .ignoreAsUni();
    }

    private static ItemKey key(String service, Hour hour, String version, int part) {
        return new ItemKey(KeyPrefix.CHUNKS.of(service, hour), version + '#' + String.format("%04d", part));
    }
}
