package io.monitoring.store.query;

import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.AggregateRow;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.Parallel;
import io.monitoring.store.PointTimes;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.format.RollupCodec;
import io.monitoring.store.hours.BlockReader;
import io.monitoring.store.hours.HourIndex;
import io.monitoring.store.hours.HourState;
import io.monitoring.store.hours.Registry;
import io.monitoring.store.hours.RollupStore;
import io.monitoring.store.hours.SegmentStore;
import io.monitoring.store.hours.Sighting;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads aggregates: closed hours from the coarsest roll-up that is exact for the period, what came late to them and the
 * hours still open from segments and blocks. What a 201 has acknowledged is counted, once.
 */
@ApplicationScoped
public class AggregateQueries {

    /** No point is further ahead of any instance's clock. */
    private static final Duration LONGEST_AHEAD = PointTimes.MAX_AHEAD.plusHours(1);

    private final HourIndex hours;
    private final HourReader hourReader;
    private final RollupStore rollups;
    private final SegmentStore segments;
    private final BlockReader blocks;
    private final Registry registry;
    private final StoreConfig config;
    private final Clock clock;

    AggregateQueries(
            HourIndex hours,
            HourReader hourReader,
            RollupStore rollups,
            SegmentStore segments,
            BlockReader blocks,
            Registry registry,
            StoreConfig config,
            Clock clock) {
        this.hours = hours;
        this.hourReader = hourReader;
        this.rollups = rollups;
        this.segments = segments;
        this.blocks = blocks;
        this.registry = registry;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Fails with {@link TooManyRowsException} when the answer would be too long.
     */
    public Uni<List<AggregateRow>> read(AggregateQuery query, ReadCost cost) {
        // Hours sort by their text only in years of four digits, and whole periods may reach beyond them.
        long first = Math.max(
                query.start(), clock.millis() - config.retention().hours().toMillis());
        long end = Math.min(query.end(), clock.millis() + LONGEST_AHEAD.toMillis());
        if (first >= end) {
            return Uni.createFrom().item(List.of());
        }
        var rows = new AggregateRows(query);
        return hours.list(query.service(), Hour.of(first), Hour.of(end - 1), cost)
                .map(this::keptHours)
                .chain(states -> query.coarsest() == null
                        ? readPoints(states, query, rows, cost)
                        : readRollups(states, query, rows, cost))
                .map(done -> rows.rows());
    }

    /** Points and roll-ups that have expired may still be there for a while: they are not shown. */
    private List<HourState> keptHours(List<HourState> states) {
        long oldest = clock.millis() - config.retention().hours().toMillis();
        return states.stream().filter(state -> state.hour().end() > oldest).toList();
    }

    private Uni<Void> readPoints(List<HourState> states, AggregateQuery query, AggregateRows rows, ReadCost cost) {
        long oldest = clock.millis() - config.retention().points().toMillis();
        return all(states.stream()
                .filter(state -> state.hour().end() > oldest)
                .map(state -> hourReader
                        .read(state, query.wanted(), cost)
                        .invoke(rows::addPoints)
                        .replaceWithVoid())
                .toList());
    }

    private Uni<Void> readRollups(List<HourState> states, AggregateQuery query, AggregateRows rows, ReadCost cost) {
        List<HourState> closed =
                states.stream().filter(state -> state.closed() != null).toList();
        List<Uni<Void>> reads = new ArrayList<>();
        if (!closed.isEmpty()) {
            reads.add(wantedSeries(closed, query, cost)
                    .chain(only -> rollups.read(closed, query.coarsest(), query.wanted(), only, cost))
                    .invoke(rows::addRollups)
                    .replaceWithVoid());
        }
        for (HourState state : states) {
            if (state.closed() == null) {
                reads.add(readOpen(state, query, rows, cost));
            } else if (state.hasBlocks()) {
                reads.add(readBlocks(state, state.blocksFrom(), query, rows, cost));
            }
        }
        return all(reads);
    }

    private Uni<Void> readOpen(HourState state, AggregateQuery query, AggregateRows rows, ReadCost cost) {
        return segments.chain(state.service(), state.hour(), false, cost).chain(chain -> {
            chain.forEach(
                    segment -> rows.addRollups(RollupCodec.decode(state.service(), segment.bytes(), query.wanted())));
            return readBlocks(state, SegmentStore.endOf(chain), query, rows, cost);
        });
    }

    private Uni<Void> readBlocks(HourState state, long from, AggregateQuery query, AggregateRows rows, ReadCost cost) {
        return blocks.read(state, from, cost)
                .emitOn(Infrastructure.getDefaultExecutor())
                .invoke(loose -> loose.forEach(block -> rows.addPoints(block.points(query.wanted()))))
                .replaceWithVoid();
    }

    /**
     * The series asked for, so that only their roll-ups are read; null when all are, or when the registry need not know
     * them any more.
     */
    private Uni<Set<SeriesKey>> wantedSeries(List<HourState> closed, AggregateQuery query, ReadCost cost) {
        long registered = clock.millis() - config.retention().points().toMillis();
        boolean all = query.metric() == null && query.labels().isEmpty();
        if (all || closed.getFirst().hour().start() < registered) {
            return Uni.createFrom().nullItem();
        }
        return registry.series(query.service(), cost).map(series -> series.map(known -> known.stream()
                        .map(Sighting::series)
                        .filter(query.wanted())
                        .collect(Collectors.toSet()))
                .orElse(Set.of()));
    }

    private Uni<Void> all(List<Uni<Void>> reads) {
        return Parallel.run(reads, Parallel.READS);
    }
}
