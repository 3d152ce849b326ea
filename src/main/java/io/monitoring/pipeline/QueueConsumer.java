package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.BreakerNames;
import io.monitoring.platform.Breakers;
import io.monitoring.platform.DependencyException;
import io.monitoring.platform.ProcessingQueue;
import io.monitoring.platform.SqsGateway;
import io.monitoring.platform.StartupOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Takes messages from the queue, one batch after the other, and deletes those that were handled. One that was not comes
 * again when its visibility ends, and goes to the dead-letter queue after the third time. While a message is worked on
 * its visibility is extended. Told to stop, it takes no more, and waits for what it has.
 */
@ApplicationScoped
class QueueConsumer {

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);

    private final SqsGateway sqs;
    private final ProcessingQueue queue;
    private final MessageHandler handler;
    private final Breakers breakers;
    private final PipelineConfig config;
    private final MeterRegistry meters;
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean working;
    private Cancellable loop;

    QueueConsumer(
            SqsGateway sqs,
            ProcessingQueue queue,
            MessageHandler handler,
            Breakers breakers,
            PipelineConfig config,
            MeterRegistry meters) {
        this.sqs = sqs;
        this.queue = queue;
        this.handler = handler;
        this.breakers = breakers;
        this.config = config;
        this.meters = meters;
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
        if (!idle.await(config.stopWithin().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Stopped while messages were being worked on: they will come again");
            loop.cancel();
        }
    }

    /** Takes one batch and works on it; false when there was none to be had, or an outage kept it from being done. */
    Uni<Boolean> round() {
        if (breakers.state(BreakerNames.DYNAMODB_WRITE) != CircuitBreakerState.CLOSED) {
            return pause("the work needs DynamoDB"); // messages keep their order, and their count of receives
        }
        return queue.url()
                .chain(url -> receive(url).chain(response -> {
                    working = !response.messages().isEmpty();
                    return work(url, response.messages());
                }))
                .chain(rested -> rested
                        ? pause("an outage kept work from being done")
                        : Uni.createFrom().item(true))
                .onFailure()
                .recoverWithUni(failure -> pause(failure.getMessage()))
                .onTermination()
                .invoke(() -> working = false);
    }

    private Uni<ReceiveMessageResponse> receive(String url) {
        return sqs.receive(client -> client.receiveMessage(request -> request.queueUrl(url)
                .maxNumberOfMessages(config.batch())
                .waitTimeSeconds((int) config.pollWait().toSeconds())
                .visibilityTimeout((int) config.visibility().toSeconds())));
    }

    private Uni<Boolean> pause(String reason) {
        LOG.debugf("No messages for a while: %s", reason);
        working = false;
        return Uni.createFrom().item(false).onItem().delayIt().by(config.pauseAfterFailure());
    }

    /** How a message fared. */
    private enum Fate {
        HANDLED,
        /** Its work was not possible because of an outage; a copy of it comes later. */
        RESTED,
        /** It was not handled, and comes again. */
        FAILED
    }

    private Uni<Boolean> work(String url, List<Message> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        List<Uni<Fate>> fates =
                messages.stream().map(message -> work(url, message)).toList();
        return Uni.join().all(fates).andFailFast().chain(all -> delete(url, messages, all)
                .replaceWith(all.contains(Fate.RESTED)));
    }

    private Uni<Fate> work(String url, Message message) {
        return whileVisible(url, message, handler.handle(message.body()))
                .replaceWith(Fate.HANDLED)
                .onFailure(DependencyException.class)
                .recoverWithUni(outage -> rest(url, message).replaceWith(Fate.RESTED))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "Message %s was not handled and will come again: %s",
                            message.messageId(), failure.toString());
                    return Fate.FAILED;
                })
                .invoke(fate -> meters.counter(
                                "monitoring.queue.messages",
                                "outcome",
                                fate.name().toLowerCase(Locale.ROOT))
                        .increment());
    }

    /**
     * An outage is not the message's fault and must not bring it closer to the dead-letter queue: a copy, received
     * never so far, takes its place.
     */
    private Uni<Void> rest(String url, Message message) {
        return sqs.call(client -> client.sendMessage(request -> request.queueUrl(url)
                        .messageBody(message.body())
                        .delaySeconds((int) config.restAfterOutage().toSeconds())))
                .replaceWithVoid();
    }

    private Uni<Void> whileVisible(String url, Message message, Uni<Void> work) {
        Multi<Void> extensions = Multi.createFrom()
                .ticks()
                .startingAfter(config.visibility().dividedBy(2))
                .every(config.visibility().dividedBy(2))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> extend(url, message));
        return Uni.createFrom().deferred(() -> {
            Cancellable extending = extensions.subscribe().with(done -> {}, failure -> LOG.debug("no tick", failure));
            return work.onTermination().invoke(extending::cancel);
        });
    }

    private Uni<Void> extend(String url, Message message) {
        return sqs.call(client -> client.changeMessageVisibility(request -> request.queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout((int) config.visibility().toSeconds())))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> delete(String url, List<Message> messages, List<Fate> fates) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (fates.get(i) != Fate.FAILED) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build());
            }
        }
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sqs.call(client -> client.deleteMessageBatch(
                        request -> request.queueUrl(url).entries(entries)))
                .replaceWithVoid();
    }
}
