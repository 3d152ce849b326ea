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

    /** Takes one batch and works on it; false when there was none to be had. */
    Uni<Boolean> round() {
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
        List<Uni<Message>> handled = messages.stream()
                .map(message -> whileVisible(url, message, handler.handle(message.body()))
                        .invoke(() -> count("handled"))
                        .replaceWith(message)
                        .onFailure()
                        .recoverWithItem(failure -> {
                            count("failed");
                            LOG.warnf(
                                    "Message %s was not handled and will come again: %s",
                                    message.messageId(), failure.toString());
                            return null;
                        }))
                .toList();
        return Uni.join().all(handled).andFailFast().chain(done -> delete(url, done));
    }

    private void count(String outcome) {
        meters.counter("monitoring.queue.messages", "outcome", outcome).increment();
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

    private Uni<Void> delete(String url, List<Message> handled) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : handled) {
            if (message != null) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.receiptHandle())
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
