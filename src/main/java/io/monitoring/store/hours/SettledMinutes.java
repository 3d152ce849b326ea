package io.monitoring.store.hours;

import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.Resolution;
import io.monitoring.series.RollupSeries;
import io.monitoring.series.Rollups;
import io.monitoring.store.Part;
import io.monitoring.store.WriteTiming;
import io.monitoring.store.format.RollupCodec;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * An open hour's minutes as the worker rolled them up: a log that grows at its end and lasts for as long as blocks are
 * kept, also beyond the closing of the hour. Whoever reads it twice reads the same.
 */
@ApplicationScoped
public class SettledMinutes {

    private final SegmentStore segments;
    private final WriteTiming timing;
    private final Clock clock;

    SettledMinutes(SegmentStore segments, WriteTiming timing, Clock clock) {
        this.segments = segments;
        this.timing = timing;
        this.clock = clock;
    }

    /**
     * What was rolled up after a place in the log.
     *
     * @param rollups in the order in which they were written; a minute whose points came bit by bit is in several
     * @param end where to go on, epoch milliseconds of the time of writing
     */
    public record Tail(List<RollupSeries> rollups, long end) {}

    /** @param from where an earlier tail of the same hour ended; 0 for the beginning */
    public Uni<Tail> after(Part part, long from) {
        return segments.chain(part.service(), part.hour(), from, true, new ReadCost())
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(chain -> new Tail(
                        chain.stream()
                                .flatMap(segment -> RollupCodec.decode(part.service(), segment.bytes()).stream())
                                .toList(),
                        chain.isEmpty() ? from : SegmentStore.endOf(chain)));
    }

    /** Whether something may have been added since. */
    public boolean mayHaveMore(long from) {
        return from < settledUntil(clock.millis(), timing);
    }

    /** The end of the last minute of which all that was written can be seen. */
    static long settledUntil(long now, WriteTiming timing) {
        return Rollups.periodOf(now - timing.settle().toMillis(), Resolution.MINUTE.millis());
    }
}
