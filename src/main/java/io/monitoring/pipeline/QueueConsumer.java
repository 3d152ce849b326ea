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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
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

    private Uni<Boolean> work(String url, List<Message> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Set<Message> inHand = ConcurrentHashMap.newKeySet();
        inHand.addAll(messages);
        Uni<Boolean> work = Uni.join()
                .all(messages.stream()
                        .map(message -> handle(url, message, inHand))
                        .toList())
                .andFailFast()
                .chain(rested -> delete(url, inHand).replaceWith(rested.contains(true)));
        return whileVisible(url, inHand, work);
    }

    /**
     * Never fails; a message that was not handled is in hand no more. True when an outage kept its work from being done,
     * and a copy of it comes later.
     */
    private Uni<Boolean> handle(String url, Message message, Set<Message> inHand) {
        return Uni.createFrom()
                .deferred(() -> handler.handle(message.body()))
                .invoke(() -> count("handled"))
                .replaceWith(false)
                .onFailure(DependencyException.class)
                .recoverWithUni(outage -> rest(url, message).replaceWith(true))
                .onFailure()
                .recoverWithItem(failure -> {
                    inHand.remove(message);
                    count("failed");
                    LOG.warnf(
                            "Message %s was not handled and will come again: %s",
                            message.messageId(), failure.toString());
                    return false;
                });
    }

    private void count(String outcome) {
        meters.counter("monitoring.queue.messages", "outcome", outcome).increment();
    }

    /**
     * An outage is not the message's fault and must not bring it closer to the dead-letter queue: a copy, received
     * never so far, takes its place.
     */
    private Uni<Void> rest(String url, Message message) {
        return sqs.call(client -> client.sendMessage(request -> request.queueUrl(url)
                        .messageBody(message.body())
                        .delaySeconds((int) config.restAfterOutage().toSeconds())))
                .invoke(() -> count("rested"))
                .replaceWithVoid();
    }

    /**
     * Extends the visibility of all that is in hand until the work is done: also of what is handled already, since it is
     * not deleted before the last of its batch is.
     */
    private <T> Uni<T> whileVisible(String url, Set<Message> inHand, Uni<T> work) {
        Multi<Void> extensions = Multi.createFrom()
                .ticks()
                .startingAfter(config.visibility().dividedBy(2))
                .every(config.visibility().dividedBy(2))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> extend(url, List.copyOf(inHand)));
        return Uni.createFrom().deferred(() -> {
            Cancellable extending = extensions.subscribe().with(done -> {}, failure -> LOG.debug("no tick", failure));
            return work.onTermination().invoke(extending::cancel);
        });
    }

    private Uni<Void> extend(String url, List<Message> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : messages) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout((int) config.visibility().toSeconds())
                    .build());
        }
        return sqs.call(client -> client.changeMessageVisibilityBatch(
                        request -> request.queueUrl(url).entries(entries)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> delete(String url, Set<Message> done) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : done) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sqs.call(client -> client.deleteMessageBatch(
                        request -> request.queueUrl(url).entries(entries)))
                .replaceWithVoid();
    }
}
