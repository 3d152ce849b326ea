package io.monitoring.pipeline;

import io.monitoring.store.Hour;
import io.monitoring.store.HourWorker;
import io.monitoring.store.ReadCost;
import io.monitoring.store.Registry;
import io.monitoring.store.ServiceInfo;
import io.monitoring.store.StoreConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Finds hours whose message was lost: with the queue away, or with the instance that was to send it. The last hours are
 * looked at every few minutes, the whole retention a few times a day.
 */
@ApplicationScoped
class Sweep {

    private static final int RECENT_HOURS = 3;

    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final Registry registry;
    private final HourWorker worker;
    private final OpenWork openWork;
    private final PipelineConfig config;
    private final StoreConfig store;
    private final Clock clock;

    Sweep(
            Registry registry,
            HourWorker worker,
            OpenWork openWork,
            PipelineConfig config,
            StoreConfig store,
            Clock clock) {
        this.registry = registry;
        this.worker = worker;
        this.openWork = openWork;
        this.config = config;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(
            every = "{monitoring.pipeline.sweep-every}",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> recent() {
        Hour now = Hour.of(clock.millis());
        return sweep(now.plus(-RECENT_HOURS), now.plus(1));
    }

    @Scheduled(
            every = "{monitoring.pipeline.full-sweep-every}",
            delayed = "60s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> full() {
        Hour now = Hour.of(clock.millis());
        return sweep(now.plus(-store.retention().points().toHours()), now.plus(1));
    }

    private Uni<Void> sweep(Hour from, Hour to) {
        if (!config.consume()) {
            return Uni.createFrom().voidItem();
        }
        return registry.services(new ReadCost())
                .onItem()
                .transformToMulti(services -> Multi.createFrom().iterable(services))
                .map(ServiceInfo::name)
                .onItem()
                .transformToUni(service -> worker.unfinished(service, from, to))
                .merge(config.workConcurrency())
                .invoke(openWork::adopt)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("The sweep was not finished: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
