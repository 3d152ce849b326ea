package io.monitoring.store.hours;

import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Stamp;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.series.Hour;
import io.monitoring.store.Attributes;
import io.monitoring.store.StoreConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of an open hour form a chain: each begins at the stamp where the one before ended, and its sort key is
 * that stamp. Two workers that carry the same chain on want the same key, and one of them is refused: no lease, one
 * write a segment, and nothing to clean up after a crash.
 */
@ApplicationScoped
public class SegmentStore {

    /** Where every chain begins: before any stamp. */
    static final long START = 0;

    private final Table table;
    private final StoreConfig config;

    SegmentStore(Table table, StoreConfig config) {
        this.table = table;
        this.config = config;
    }

    /** False when another worker has put a segment there. */
    Uni<Boolean> append(Hour hour, Segment segment) {
        Item item = Item.at(new ItemKey(KeyPrefix.SEGMENTS.of(segment.service(), hour), Stamp.text(segment.from())))
                .number(Attributes.UNTIL, segment.until())
                .bytes(Attributes.BYTES, segment.bytes())
                .expiry(segment.until() + config.retention().points().toMillis())
                .build();
        return table.putNew(new WriteLabel(segment.service(), "segment"), item);
    }

    /**
     * The chain from its beginning. May lack its end when read without consistency, which is no harm: what it lacks is
     * in the blocks after it.
     */
    public Uni<List<Segment>> chain(String service, Hour hour, boolean consistent, ReadCost cost) {
        return chain(service, hour, START, consistent, cost);
    }

    /** What follows in the chain after a segment that ended at {@code from}. */
    public Uni<List<Segment>> chain(String service, Hour hour, long from, boolean consistent, ReadCost cost) {
        return table.query(KeyRange.from(KeyPrefix.SEGMENTS.of(service, hour), Stamp.text(from)), consistent, cost)
                .map(items -> {
                    List<Segment> chain = new ArrayList<>();
                    long next = from;
                    for (Item item : items) {
                        Segment segment = Segment.of(service, item);
                        if (segment.from() != next) {
                            break;
                        }
                        chain.add(segment);
                        next = segment.until();
                    }
                    return chain;
                });
    }

    public static long endOf(List<Segment> chain) {
        return chain.isEmpty() ? START : chain.getLast().until();
    }
}
