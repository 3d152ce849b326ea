package io.monitoring.pipeline;

import io.monitoring.platform.start.ScheduledJob;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.Hour;
import io.monitoring.store.Part;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.hours.HourWorker;
import io.monitoring.store.hours.Registry;
import io.monitoring.store.hours.ServiceInfo;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Finds hours whose message was lost: with the queue away, or with the instance that was to send it. The last hours are
 * looked at every few minutes, the whole retention a few times a day.
 */
@ApplicationScoped
class Sweep {

    private static final Duration RECENT = Duration.ofHours(3);

    /** A lost message delays its hour by so much at the most. */
    private static final String RECENT_EVERY = "5m";

    /** For what lay longer, an outage of a day for example: blocks are kept for a week. */
    private static final String FULL_EVERY = "6h";

    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final Registry registry;
    private final HourWorker worker;
    private final OpenWork openWork;
    private final DirtyMarkSender marks;
    private final PipelineConfig config;
    private final StoreConfig store;
    private final Clock clock;

    Sweep(
            Registry registry,
            HourWorker worker,
            OpenWork openWork,
            DirtyMarkSender marks,
            PipelineConfig config,
            StoreConfig store,
            Clock clock) {
        this.registry = registry;
        this.worker = worker;
        this.openWork = openWork;
        this.marks = marks;
        this.config = config;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(every = RECENT_EVERY, delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> recent() {
        return adopt(Range.recent(clock));
    }

    @Scheduled(every = FULL_EVERY, delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> full() {
        return adopt(Range.last(store.retention().points(), clock));
    }

    @Produces
    @Singleton
    ScheduledJob recentJob() {
        return new ScheduledJob("sweep", () -> handOver(Range.recent(clock)));
    }

    @Produces
    @Singleton
    ScheduledJob fullJob() {
        return new ScheduledJob(
                "full-sweep", () -> handOver(Range.last(store.retention().points(), clock)));
    }

    /** What is found is worked on by this instance. */
    private Uni<Void> adopt(Range range) {
        return config.consume()
                ? sweep(range, openWork::adopt)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("The sweep was not finished: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    /** What is found goes to the queue, for this instance may be frozen when its answer is given. */
    private Uni<Void> handOver(Range range) {
        return sweep(range, parts -> parts.forEach(marks::mark)).chain(marks::flush);
    }

    private Uni<Void> sweep(Range range, Consumer<List<Part>> found) {
        return registry.services(new ReadCost())
                .onItem()
                .transformToMulti(services -> Multi.createFrom().iterable(services))
                .map(ServiceInfo::name)
                .onItem()
                .transformToUni(service -> worker.unfinished(service, range.from(), range.to()))
                .merge(OpenWork.HOURS_AT_ONCE)
                .invoke(found)
                .onItem()
                .ignoreAsUni();
    }

    private record Range(Hour from, Hour to) {

        static Range recent(Clock clock) {
            return last(RECENT, clock);
        }

        static Range last(Duration period, Clock clock) {
            Hour now = Hour.of(clock.millis());
            return new Range(now.plus(-period.toHours()), now.plus(1));
        }
    }
}
