package io.monitoring.store.query;

import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.PointCodec;
import io.monitoring.store.hours.Block;
import io.monitoring.store.hours.BlockReader;
import io.monitoring.store.hours.ChunkStore;
import io.monitoring.store.hours.HourIndex;
import io.monitoring.store.hours.HourState;
import io.monitoring.store.hours.VersionGoneException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the points of an hour of a service from wherever they lie: chunks, and blocks that no chunk holds yet. */
@ApplicationScoped
class HourReader {

    private final HourIndex hours;
    private final BlockReader blocks;
    private final ChunkStore chunks;

    HourReader(HourIndex hours, BlockReader blocks, ChunkStore chunks) {
        this.hours = hours;
        this.blocks = blocks;
        this.chunks = chunks;
    }

    /** The points of the wanted series; a series may come in several pieces. */
    Uni<List<SeriesPoints>> read(HourState hour, Predicate<SeriesKey> wanted, ReadCost cost) {
        return readAsListed(hour, wanted, cost)
                .onFailure(VersionGoneException.class)
                .recoverWithUni(() ->
                        hours.find(hour.service(), hour.hour(), cost).chain(now -> readAsListed(now, wanted, cost)));
    }

    private Uni<List<SeriesPoints>> readAsListed(HourState hour, Predicate<SeriesKey> wanted, ReadCost cost) {
        Uni<List<byte[]>> packed = hour.closed() == null
                ? Uni.createFrom().item(List.of())
                : chunks.read(hour.service(), hour.hour(), hour.closed(), cost);
        Uni<List<Block>> loose = hour.hasBlocks()
                ? blocks.read(hour, hour.blocksFrom(), cost)
                : Uni.createFrom().item(List.of());
        return Uni.combine()
                .all()
                .unis(packed, loose)
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(both -> {
                    List<SeriesPoints> points = new ArrayList<>();
                    both.getItem1().forEach(chunk -> points.addAll(PointCodec.decode(hour.service(), chunk, wanted)));
                    both.getItem2().forEach(block -> points.addAll(block.points(wanted)));
                    return points;
                });
    }
}
