package io.monitoring.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.series.Hour;
import io.monitoring.series.RollupSeries;
import io.monitoring.store.Part;
import io.monitoring.store.hours.SettledMinutes;
import io.monitoring.store.hours.SettledMinutes.Tail;
import io.monitoring.store.hours.SettledMinutesListener;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;

/**
 * Runs the detectors over minutes that have been rolled up. The minutes are a log ({@link SettledMinutes}), the detectors
 * follow from it: each instance that works on a service keeps its own in memory, and every few hours one of them keeps
 * what it has in the table. Whoever takes over reads that and what was logged since. So nothing is lost with an instance,
 * and what is found twice is the same.
 */
@ApplicationScoped
public class Watch implements SettledMinutesListener {

    /** Hours after which an hour's log grows no more. */
    static final int HOURS_OPEN = 3;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final SettledMinutes minutes;
    private final Watches watches;
    private final DetectorStore detectors;
    private final AnomalyStore anomalies;
    private final DependencyStore dependencies;
    private final LimitWatch limits;
    private final LiveConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final DetectorKeeping keeping;
    private final StaggeredPeriod turns;

    Watch(
            SettledMinutes minutes,
            Watches watches,
            DetectorStore detectors,
            AnomalyStore anomalies,
            DependencyStore dependencies,
            LimitWatch limits,
            LiveConfig config,
            DetectorKeeping keeping,
            Clock clock,
            MeterRegistry meters) {
        this.minutes = minutes;
        this.watches = watches;
        this.detectors = detectors;
        this.anomalies = anomalies;
        this.dependencies = dependencies;
        this.limits = limits;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        this.keeping = keeping;
        this.turns = new StaggeredPeriod(keeping.every());
    }

    /**
     * Takes in what was rolled up of an hour since the last time. Never fails: what could not be done is done from the log
     * the next time.
     */
    @Override
    public Uni<Void> minutesSettled(Part part) {
        return Uni.createFrom().deferred(() -> {
            WatchedService service = watches.of(part.service());
            service.ask(part.hour());
            return takeIn(service);
        });
    }

    /** Whoever is at it does what comes meanwhile too: it may be another hour. */
    private Uni<Void> takeIn(WatchedService service) {
        if (!service.isAsked() || !service.begin()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(service.asked())
                .onItem()
                .transformToUniAndConcatenate(hour -> takeIn(service, hour))
                .onItem()
                .ignoreAsUni()
                .onTermination()
                .invoke(() -> service.end())
                .chain(() -> takeIn(service))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("%s is to be watched again: %s", service.name(), failure.getMessage());
                    watches.forget(service);
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> takeIn(WatchedService service, Hour hour) {
        if (!minutes.mayHaveMore(service.end(hour))) {
            return Uni.createFrom().voidItem();
        }
        return loaded(service, hour)
                .chain(() -> advance(service, hour))
                .invoke(this::measureLag)
                .chain(() -> keep(service))
                .chain(() -> limits.look(service));
    }

    private Uni<Void> loaded(WatchedService service, Hour hour) {
        if (service.isLoaded()) {
            return Uni.createFrom().voidItem();
        }
        return detectors.load(service.name()).invoke(service::load).chain(kept -> Multi.createFrom()
                .iterable(hoursSince(kept.until(), hour))
                .onItem()
                .transformToUniAndConcatenate(earlier -> advance(service, earlier))
                .onItem()
                .ignoreAsUni());
    }

    /** The hours before one that may have been logged since; as far back as detectors may have gone unkept. */
    private List<Hour> hoursSince(long until, Hour hour) {
        Hour furthest = hour.plus(-2 * keeping.every().toHours() - HOURS_OPEN);
        Hour kept = Hour.of(until).plus(-HOURS_OPEN);
        Hour first = kept.compareTo(furthest) > 0 ? kept : furthest;
        return LongStream.range(first.epochHour(), hour.epochHour())
                .mapToObj(Hour::new)
                .toList();
    }

    private Uni<Tail> advance(WatchedService service, Hour hour) {
        return minutes.after(new Part(service.name(), hour), service.end(hour))
                .emitOn(Infrastructure.getDefaultExecutor())
                .chain(tail -> {
                    List<FoundAnomaly> found = service.take(hour, tail, config.maxSeries());
                    return dependencies
                            .learn(tail.rollups())
                            .chain(() -> anomalies.keep(found))
                            .replaceWith(tail);
                });
    }

    /** From the end of the newest minute to now. */
    private void measureLag(Tail tail) {
        tail.rollups().stream()
                .map(RollupSeries::rows)
                .mapToLong(rows -> rows.getLast().start())
                .max()
                .ifPresent(start -> meters.timer("monitoring.detector.lag")
                        .record(Duration.ofMillis(Math.max(0, clock.millis() - start - MINUTE))));
    }

    /** Once a turn. */
    private Uni<Void> keep(WatchedService service) {
        long period = turns.of(service.name(), service.until());
        boolean isNew = service.keptPeriod() == StaggeredPeriod.NEVER;
        if (service.until() == 0 || period <= service.keptPeriod()) {
            return Uni.createFrom().voidItem();
        }
        service.keptIn(period);
        return detectors
                .claim(service.name(), period)
                .emitOn(Infrastructure.getDefaultExecutor())
                .chain(claimed -> claimed && !isNew // nor are detectors worth much that have just begun
                        ? detectors.keep(service.name(), service.detectors(), service.until())
                        : Uni.createFrom().voidItem());
    }
}
