package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.DeadLetterQueue;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.aws.ReceivedMessage;
import io.monitoring.platform.guard.HealthDetail;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Messages that could not be handled: how many there are, and their way back into the processing queue. */
@ApplicationScoped
class DeadLetters implements HealthDetail {

    /** The most messages that one call brings back; whoever has more calls again. */
    private static final int MOST_AT_ONCE = 1000;

    private static final long UNKNOWN = -1;

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /** A message is dead after three receives, a minute and a half at the least: no sooner is there news. */
    private static final String LOOK_EVERY = "60s";

    private final DeadLetterQueue dead;
    private final ProcessingQueue queue;
    private volatile long count = UNKNOWN;

    DeadLetters(DeadLetterQueue dead, ProcessingQueue queue, MeterRegistry meters) {
        this.dead = dead;
        this.queue = queue;
        meters.gauge("monitoring.dead.letters", this, letters -> letters.count);
    }

    @Override
    public String field() {
        return "dead_letters";
    }

    /** As of the last look, empty before the first one. */
    @Override
    public Optional<Object> value() {
        return count == UNKNOWN ? Optional.empty() : Optional.of(count);
    }

    @Scheduled(every = LOOK_EVERY, delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return dead.depth()
                .invoke(waiting -> count = waiting)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.debugf("The dead letters were not counted: %s", failure.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    /**
     * Puts messages back into the processing queue, each before it is taken out here; says how many.
     *
     * @param by whose order it is
     */
    Uni<Integer> redrive(String by) {
        // Its URL first: what is received and cannot be sent is hidden for a while.
        return queue.url()
                .chain(() -> redrive(0))
                .invoke(moved -> LOG.infof("%d dead letters were put back into the processing queue by %s", moved, by))
                .call(this::look);
    }

    private Uni<Integer> redrive(int before) {
        return dead.receiveNow()
                .chain(messages -> Multi.createFrom()
                        .iterable(messages)
                        .onItem()
                        .transformToUniAndConcatenate(this::putBack)
                        .onItem()
                        .ignoreAsUni()
                        .replaceWith(messages.size()))
                .chain(moved -> moved == 0 || before + moved >= MOST_AT_ONCE
                        ? Uni.createFrom().item(before + moved)
                        : redrive(before + moved));
    }

    private Uni<Void> putBack(ReceivedMessage message) {
        return queue.send(message.body()).chain(() -> dead.delete(message));
    }
}
