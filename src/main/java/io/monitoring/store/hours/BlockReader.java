package io.monitoring.store.hours;

import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Stamp;
import io.monitoring.platform.table.Table;
import io.monitoring.store.Attributes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads blocks. Their keys begin with the time of writing (ADR 2), so that reading goes on where it ended. */
@ApplicationScoped
public class BlockReader {

    private final Table table;

    BlockReader(Table table) {
        this.table = table;
    }

    /** The blocks of an hour with stamps from {@code from} on (inclusive), in no particular order. */
    public Uni<List<Block>> read(HourState hour, long from, ReadCost cost) {
        if (hour.shards().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Uni<List<Item>>> shards = hour.shards().stream()
                .map(shard -> KeyPrefix.BLOCKS.of(hour.service(), hour.hour(), shard))
                .map(pk -> table.query(KeyRange.from(pk, Stamp.text(from)), true, cost))
                .toList();
        return Uni.join().all(shards).andFailFast().map(items -> items.stream()
                .flatMap(List::stream)
                .filter(item -> item.has(Attributes.BYTES)) // a fence is no block
                .map(item -> Block.of(hour.service(), item))
                .toList());
    }
}
