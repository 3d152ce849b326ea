package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.aws.ReceivedMessage;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.start.StartupOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes messages from the queue and has them worked on: one batch after the other, or, while the batches are full, several
 * at the same time. Told to stop, it takes no more, and waits for what it has.
 */
@ApplicationScoped
class QueueConsumer {

    /** How long a poll beside the first waits: long enough to ask all of the queue's servers. */
    private static final Duration SHORT_POLL = Duration.ofSeconds(1);

    /** Messages taken at once: as many as SQS gives. */
    private static final int BATCH = 10;

    /** Batches at the same time while there are plenty of messages: more would only wait for the work on hours. */
    private static final int BATCHES_AT_ONCE = 4;

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);

    private final ProcessingQueue queue;
    private final BatchWork batches;
    private final Breakers breakers;
    private final PipelineConfig config;
    private final ConsumerTiming timing;
    private final BatchWindow appetite;
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean working;
    private Cancellable loop;

    QueueConsumer(
            ProcessingQueue queue,
            MessageHandler handler,
            Breakers breakers,
            PipelineConfig config,
            ConsumerTiming timing,
            MeterRegistry meters) {
        this.queue = queue;
        this.batches = new BatchWork(queue, handler, timing, meters);
        this.breakers = breakers;
        this.config = config;
        this.timing = timing;
        this.appetite = new BatchWindow(BATCH, BATCH * BATCHES_AT_ONCE);
    }

    void start(@Observes @Priority(StartupOrder.CONSUMER) StartupEvent event) {
        if (!config.consume()) {
            return;
        }
        loop = Multi.createBy()
                .repeating()
                .uni(this::round)
                .whilst(done -> !stopping)
                .onTermination()
                .invoke(idle::countDown)
                .subscribe()
                .with(done -> {}, failure -> LOG.error("The queue consumer has ended", failure));
    }

    void stop(@Observes @Priority(StartupOrder.CONSUMER) ShutdownEvent event) throws InterruptedException {
        if (loop == null) {
            return;
        }
        stopping = true;
        if (!working) {
            loop.cancel(); // a long poll with nothing in hand
            return;
        }
        if (!idle.await(ConsumerTiming.STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Stopped while messages were being worked on: they will come again");
            loop.cancel();
        }
    }

    /** Takes what there is, and is able to digest, and works on it; false when an outage kept it from being done. */
    Uni<Boolean> round() {
        if (isDatabaseAway()) {
            return pause("the work needs DynamoDB"); // messages keep their order, and their count of receives
        }
        int wanted = Math.min(appetite.messages(), BATCH);
        return receive(wanted, timing.pollWait())
                .chain(messages -> {
                    working = !messages.isEmpty();
                    Uni<Boolean> first = batches.work(messages);
                    return (messages.size() < wanted ? first : withMore(first))
                            .invoke(done -> appetite.after(messages.size(), done));
                })
                .chain(done -> done ? Uni.createFrom().item(true) : pause("an outage kept work from being done"))
                .onFailure()
                .recoverWithUni(failure -> pause(failure.getMessage()))
                .onTermination()
                .invoke(() -> working = false);
    }

    /** A full batch says that there are plenty: more batches beside it. */
    private Uni<Boolean> withMore(Uni<Boolean> first) {
        List<Uni<Boolean>> all = new ArrayList<>();
        all.add(first);
        for (int more = appetite.messages() - BATCH; more > 0; more -= BATCH) {
            all.add(receive(Math.min(more, BATCH), SHORT_POLL).chain(batches::work));
        }
        return Uni.join().all(all).andCollectFailures().map(done -> !done.contains(false));
    }

    private boolean isDatabaseAway() {
        return breakers.state(BreakerNames.DYNAMODB_WRITE) != CircuitBreakerState.CLOSED;
    }

    private Uni<List<ReceivedMessage>> receive(int most, Duration wait) {
        return queue.receive(most, wait, timing.visibility());
    }

    private Uni<Boolean> pause(String reason) {
        LOG.debugf("No messages for a while: %s", reason);
        working = false;
        return Uni.createFrom().item(false).onItem().delayIt().by(timing.pauseAfterFailure());
    }
}
