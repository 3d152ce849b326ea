package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.ProcessingQueue;
import io.monitoring.platform.SqsGateway;
import io.monitoring.platform.StartupOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
            PipelineConfig config,
            MeterRegistry meters) {
        this.sqs = sqs;
        this.queue = queue;
        this.handler = handler;
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

    private Uni<Boolean> round() {
        return queue.url()
                .chain(url -> receive(url).chain(response -> {
                    working = !response.messages().isEmpty();
                    return work(url, response.messages());
                }))
                .replaceWith(true)
                .onFailure()
                .recoverWithUni(this::pause)
                .onTermination()
                .invoke(() -> working = false);
    }

    private Uni<ReceiveMessageResponse> receive(String url) {
        return sqs.receive(client -> client.receiveMessage(request -> request.queueUrl(url)
                .maxNumberOfMessages(config.batch())
                .waitTimeSeconds((int) config.pollWait().toSeconds())
                .visibilityTimeout((int) config.visibility().toSeconds())));
    }

    private Uni<Boolean> pause(Throwable failure) {
        LOG.debugf("No messages: %s", failure.getMessage());
        return Uni.createFrom().item(false).onItem().delayIt().by(config.pauseAfterFailure());
    }

    private Uni<Void> work(String url, List<Message> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<Message> inHand = ConcurrentHashMap.newKeySet();
        inHand.addAll(messages);
        Uni<Void> work = Uni.join()
                .all(messages.stream().map(message -> handle(message, inHand)).toList())
                .andFailFast()
                .chain(() -> delete(url, inHand));
        return whileVisible(url, inHand, work);
    }

    /** Never fails; a message that was not handled is in hand no more. */
    private Uni<Void> handle(Message message, Set<Message> inHand) {
        return Uni.createFrom()
                .deferred(() -> handler.handle(message.body()))
                .invoke(() -> count("handled"))
                .onFailure()
                .recoverWithItem(failure -> {
                    inHand.remove(message);
                    count("failed");
                    LOG.warnf(
                            "Message %s was not handled and will come again: %s",
                            message.messageId(), failure.toString());
                    return null;
                });
    }

    private void count(String outcome) {
        meters.counter("monitoring.queue.messages", "outcome", outcome).increment();
    }

    /**
     * Extends the visibility of all that is in hand until the work is done: also of what is handled already, since it is
     * not deleted before the last of its batch is.
     */
    private Uni<Void> whileVisible(String url, Set<Message> inHand, Uni<Void> work) {
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

    private Uni<Void> delete(String url, Set<Message> handled) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : handled) {
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
