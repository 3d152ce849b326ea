package io.monitoring.advisor.archive;

import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps analyses in the one table ({@link AnalysisItems}), behind the guarded door. */
@ApplicationScoped
public class AnalysisStore {

    /** How many of the latest analyses are searched for similar ones: they are read with every analysis, within its time. */
    private static final int SEARCHED = 200;

    /** What its writes are counted under: an analysis is of no one service. */
    private static final WriteLabel LABEL = new WriteLabel("", "analysis");

    private final Table table;
    private final ArchiveConfig config;
    private final Clock clock;

    AnalysisStore(Table table, ArchiveConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    /** @param next where to go on; null on the last page */
    public record Page(List<StoredAnalysis> analyses, String next) {}

    /** The document first: what is listed can be read. */
    public Uni<Void> keep(StoredAnalysis analysis, byte[] json) {
        Instant expiry = clock.instant().plus(config.retention());
        return table.put(LABEL, AnalysisItems.document(analysis.id(), json, expiry))
                .chain(() -> table.put(LABEL, AnalysisItems.entry(analysis, expiry)));
    }

    /** The JSON of an analysis; empty when there is none of that id, or no more. */
    public Uni<Optional<byte[]>> document(String id) {
        return table.read(AnalysisItems.key(id), new ReadCost())
                .map(item -> item != null && !item.isExpired(clock.instant())
                        ? Optional.of(AnalysisItems.document(item))
                        : Optional.empty());
    }

    /** Newest first. {@code after} is the id that the page before ended with, or null. */
    public Uni<Page> list(int limit, String after) {
        return newest(limit + 1, after, true)
                .map(found -> found.size() <= limit
                        ? new Page(found, null)
                        : new Page(found.subList(0, limit), found.get(limit - 1).id()));
    }

    /** The latest that are searched, for comparing; eventually consistent. */
    public Uni<List<StoredAnalysis>> latest() {
        return newest(SEARCHED, null, false);
    }

    private Uni<List<StoredAnalysis>> newest(int limit, String after, boolean consistent) {
        KeyRange range =
                after == null ? KeyRange.partition(AnalysisItems.LIST) : KeyRange.upTo(AnalysisItems.LIST, after);
        // One more: the range includes the id that the page before ended with.
        return table.last(range, after == null ? limit : limit + 1, consistent, new ReadCost())
                .map(items -> items.stream()
                        .filter(item -> !item.sk().equals(after))
                        .filter(item -> !item.isExpired(clock.instant()))
                        .map(AnalysisItems::entry)
                        .limit(limit)
                        .toList());
    }
}
