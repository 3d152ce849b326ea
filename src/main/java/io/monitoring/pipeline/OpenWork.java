package io.monitoring.pipeline;

import io.monitoring.store.Part;
import io.monitoring.store.hours.HourWorker;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Hours that this instance has worked on and that are not finished. Messages stop when the points do; what is left then
 * (the last minute, the closing of the hour) is done from here.
 */
@ApplicationScoped
class OpenWork {

    /** Hours left alone for this long are looked at again; a service that reports sends messages more often. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(20);

    /** More often than {@link #LEFT_ALONE}, so that the last minute of a service is rolled up within a minute. */
    private static final String LOOK_EVERY = "15s";

    /** Hours worked on at the same time: each holds the blocks of an hour in memory. */
    static final int HOURS_AT_ONCE = 4;

    private static final Logger LOG = Logger.getLogger(OpenWork.class);

    private final HourWorker worker;
    private final PipelineConfig config;
    private final Clock clock;
    private final Map<Part, Long> lastDone = new ConcurrentHashMap<>();

    OpenWork(HourWorker worker, PipelineConfig config, Clock clock) {
        this.worker = worker;
        this.config = config;
        this.clock = clock;
    }

    Uni<Void> catchUp(Part part) {
        return worker.catchUp(part)
                .invoke(finished -> {
                    if (finished) {
                        lastDone.remove(part);
                    } else if (config.consume()) { // else nothing runs here by itself, and the sweep asks again
                        lastDone.put(part, clock.millis());
                    }
                })
                .replaceWithVoid();
    }

    /** Takes on hours that nobody may be working on. */
    void adopt(List<Part> parts) {
        parts.forEach(part -> lastDone.putIfAbsent(part, 0L));
    }

    @Scheduled(every = LOOK_EVERY, concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> followUp() {
        long before = clock.millis() - LEFT_ALONE.toMillis();
        List<Part> left = lastDone.entrySet().stream()
                .filter(entry -> entry.getValue() < before)
                .map(Map.Entry::getKey)
                .toList();
        return Multi.createFrom()
                .iterable(left)
                .onItem()
                .transformToUni(part -> catchUp(part)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("%s is not up to date: %s", part, failure.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .merge(HOURS_AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }
}
