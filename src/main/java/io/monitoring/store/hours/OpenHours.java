package io.monitoring.store.hours;

import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.Rollups;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Part;
import io.monitoring.store.WriteTiming;
import io.monitoring.store.format.RollupCodec;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/** Keeps the roll-ups of hours that are not closed yet up to date, a segment each minute, and the registry with them. */
@ApplicationScoped
class OpenHours {

    private final SegmentStore segments;
    private final BlockReader blocks;
    private final Registry registry;
    private final WriteTiming timing;
    private final Clock clock;
    /** Where the chains end, as far as this instance knows; may lag behind, which the table will tell. */
    private final Map<Part, Long> chainEnds = new ConcurrentHashMap<>();

    OpenHours(SegmentStore segments, BlockReader blocks, Registry registry, WriteTiming timing, Clock clock) {
        this.segments = segments;
        this.blocks = blocks;
        this.registry = registry;
        this.timing = timing;
        this.clock = clock;
    }

    /**
     * Rolls up what has been written since the last segment, up to the minute that has just settled. While none has, it
     * reads nothing: marks come every few seconds, and each would read the blocks of a whole minute again.
     */
    Uni<Void> catchUp(HourState hour) {
        var part = new Part(hour.service(), hour.hour());
        long until = SettledMinutes.settledUntil(clock.millis(), timing);
        Long known = chainEnds.get(part);
        if (known != null && until <= known) {
            return Uni.createFrom().voidItem();
        }
        Uni<Long> end = known == null
                ? segments.chain(hour.service(), hour.hour(), true, new ReadCost())
                        .map(SegmentStore::endOf)
                : Uni.createFrom().item(known);
        return end.chain(from -> blocks.read(hour, from, new ReadCost())
                .emitOn(Infrastructure.getDefaultExecutor())
                .chain(loose -> {
                    List<SeriesPoints> settled = points(loose, stamp -> stamp < until);
                    List<SeriesPoints> seen = new ArrayList<>(settled);
                    seen.addAll(points(loose, stamp -> stamp >= until));
                    return registry.observe(hour.service(), Sightings.of(seen))
                            .chain(() -> append(part, from, until, settled));
                }));
    }

    private static List<SeriesPoints> points(List<Block> blocks, LongPredicate stamps) {
        return blocks.stream()
                .filter(block -> stamps.test(block.stamp()))
                .flatMap(block -> block.points(any -> true).stream())
                .toList();
    }

    private Uni<Void> append(Part part, long from, long until, List<SeriesPoints> settled) {
        if (settled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        byte[] bytes = RollupCodec.encode(Rollups.ofMinutes(settled));
        return segments.append(part.hour(), new Segment(part.service(), from, until, bytes))
                .invoke(appended -> {
                    if (appended) {
                        chainEnds.put(part, until);
                    } else {
                        chainEnds.remove(part);
                    }
                })
                .replaceWithVoid();
    }

    /** Told when an hour is open no more. */
    void forget(Part part) {
        chainEnds.remove(part);
    }
}
