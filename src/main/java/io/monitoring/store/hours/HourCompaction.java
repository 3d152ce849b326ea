package io.monitoring.store.hours;

import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Stamp;
import io.monitoring.series.Resolution;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.Rollups;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.Stamps;
import io.monitoring.store.WriteTiming;
import io.monitoring.store.format.BlockPacking;
import io.monitoring.store.format.PointCodec;
import io.monitoring.store.hours.HourState.Closed;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Closes an hour: merges its blocks into series-major chunks and roll-ups of each resolution. Closing again, when late
 * points have come, starts from the chunks and what lies beside them.
 *
 * <p>Everything is written under a version that nobody reads yet; then the hour's entry is pointed to it in one
 * conditional write. A crash before that leaves unread items that expire, a second worker is kept out by the lease, and
 * one that has lost its lease is refused by the condition.
 */
@ApplicationScoped
class HourCompaction {

    /** How long after its end an hour is closed: for points that are sent a little late, which would have it closed again. */
    static final Duration CLOSE_AFTER = Duration.ofMinutes(5);

    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration REPLACED_FOR = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(HourCompaction.class);

    private final HourIndex hours;
    private final BlockReader blocks;
    private final ChunkStore chunks;
    private final RollupStore rollups;
    private final Registry registry;
    private final Stamps stamps;
    private final WriteTiming timing;
    private final Clock clock;

    HourCompaction(
            HourIndex hours,
            BlockReader blocks,
            ChunkStore chunks,
            RollupStore rollups,
            Registry registry,
            Stamps stamps,
            WriteTiming timing,
            Clock clock) {
        this.hours = hours;
        this.blocks = blocks;
        this.chunks = chunks;
        this.rollups = rollups;
        this.registry = registry;
        this.stamps = stamps;
        this.timing = timing;
        this.clock = clock;
    }

    /** Whether there is something to close, and closing it now would not leave out what is still on its way. */
    boolean isDue(HourState hour) {
        boolean over = hour.hour().end() + CLOSE_AFTER.toMillis() <= clock.millis();
        return over
                && hour.hasBlocks()
                && hour.late() < clock.millis() - timing.settle().toMillis();
    }

    /** Does nothing when another worker is at it. */
    Uni<Void> close(HourState hour) {
        String owner = stamps.unique();
        long now = clock.millis();
        return hours.lease(hour.service(), hour.hour(), owner, now, now + LEASE.toMillis())
                .chain(leased -> leased
                        ? hours.find(hour.service(), hour.hour(), new ReadCost())
                                .chain(fresh -> rewrite(fresh, owner))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> rewrite(HourState hour, String owner) {
        if (!isDue(hour)) { // closed by another worker since it was looked at
            return Uni.createFrom().voidItem();
        }
        long cutoff = clock.millis() - timing.settle().toMillis();
        return points(hour, cutoff).chain(points -> {
            List<byte[]> packed = new ArrayList<>();
            BlockPacking.pack(points, PointCodec.Effort.DENSE, packed);
            var closed = new Closed(Stamp.text(cutoff) + '-' + owner, cutoff, packed.size(), points.size());
            return write(hour, closed, points, packed)
                    // Who asks for a series goes by the registry: it has to know all that is in a closed hour.
                    .chain(() -> registry.observe(hour.service(), Sightings.of(points)))
                    .chain(() -> hours.close(hour.service(), hour.hour(), owner, closed))
                    .chain(counts ->
                            counts ? expireReplaced(hour) : Uni.createFrom().voidItem());
        });
    }

    private Uni<List<SeriesPoints>> points(HourState hour, long cutoff) {
        Uni<List<byte[]>> packed = hour.closed() == null
                ? Uni.createFrom().item(List.of())
                : chunks.read(hour.service(), hour.hour(), hour.closed(), new ReadCost());
        return Uni.combine()
                .all()
                .unis(packed, blocks.read(hour, hour.blocksFrom(), new ReadCost()))
                .asTuple()
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(both -> {
                    List<SeriesPoints> pieces = new ArrayList<>();
                    both.getItem1().forEach(chunk -> pieces.addAll(PointCodec.decode(hour.service(), chunk)));
                    both.getItem2().stream()
                            .filter(block -> block.stamp() < cutoff)
                            .forEach(block -> pieces.addAll(block.points(any -> true)));
                    return Rollups.joined(pieces);
                });
    }

    private Uni<Void> write(HourState hour, Closed closed, List<SeriesPoints> points, List<byte[]> packed) {
        List<RollupSeries> minutes = Rollups.ofMinutes(points);
        List<RollupSeries> fives = Rollups.coarser(minutes, Resolution.FIVE_MINUTES);
        List<RollupSeries> whole = Rollups.coarser(fives, Resolution.HOUR);
        String service = hour.service();
        String version = closed.version();
        return chunks.put(service, hour.hour(), version, packed)
                .chain(() -> rollups.put(service, hour.hour(), version, Resolution.MINUTE, minutes))
                .chain(() -> rollups.put(service, hour.hour(), version, Resolution.FIVE_MINUTES, fives))
                .chain(() -> rollups.put(service, hour.hour(), version, Resolution.HOUR, whole));
    }

    /**
     * What has been replaced stays long enough for those who were just about to read it. It costs nothing but space:
     * failing to shorten its life is no failure.
     */
    private Uni<Void> expireReplaced(HourState before) {
        if (before.closed() == null) {
            return Uni.createFrom().voidItem();
        }
        long at = clock.millis() + REPLACED_FOR.toMillis();
        return chunks.expire(before.service(), before.hour(), before.closed(), at)
                .chain(() -> rollups.expire(before.service(), before.hour(), before.closed(), at))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.debugf("%s stays until it expires: %s", before.closed().version(), failure.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }
}
