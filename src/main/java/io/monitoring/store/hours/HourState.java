package io.monitoring.store.hours;

import io.monitoring.platform.table.Item;
import io.monitoring.series.Hour;
import io.monitoring.store.Attributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the table says about one hour of one service: where its blocks are, and from when on they count.
 *
 * @param shards the partitions that hold blocks of it
 * @param late   a stamp up to which blocks may have come after the hour was closed; 0 when none have
 * @param closed its chunks and roll-ups; null while it is open
 */
public record HourState(String service, Hour hour, List<Integer> shards, long late, Closed closed) {

    private static final Duration REPLICATED = Duration.ofMinutes(1);

    /**
     * What closing an hour left behind.
     *
     * @param version names the chunks and roll-ups that count
     * @param cutoff  blocks stamped before it are in them
     * @param parts   how many chunks there are
     * @param series  how many series the roll-ups are grouped from
     */
    record Closed(String version, long cutoff, int parts, int series) {}

    /** Whether blocks beside the chunks have to be read. */
    public boolean hasBlocks() {
        return closed == null || late >= closed.cutoff();
    }

    /** Blocks stamped earlier are in the chunks. */
    public long blocksFrom() {
        return closed == null ? 0 : closed.cutoff();
    }

    /**
     * Whether what was closed at a cutoff has been there for long enough to be read without consistency, at half the price.
     */
    static boolean isReplicated(long cutoff, long now) {
        return now - cutoff > REPLICATED.toMillis();
    }

    static HourState of(String service, Item item) {
        List<Integer> shards = new ArrayList<>(item.numberSet(Attributes.SHARDS));
        Collections.sort(shards);
        Closed closed = item.has(Attributes.VERSION)
                ? new Closed(
                        item.text(Attributes.VERSION),
                        item.number(Attributes.CUTOFF, 0),
                        (int) item.number(Attributes.PARTS, 0),
                        (int) item.number(Attributes.SERIES, 0))
                : null;
        return new HourState(service, Hour.parse(item.sk()), shards, item.number(Attributes.LATE, 0), closed);
    }
}
