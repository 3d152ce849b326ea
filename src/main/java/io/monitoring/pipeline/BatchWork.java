package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.SqsGateway;
import io.monitoring.platform.guard.DependencyException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Works on messages that were taken together, and deletes those that were handled. One that was not comes again when its
 * visibility ends, and goes to the dead-letter queue after the third time. While a message is worked on its visibility is
 * extended.
 */
final class BatchWork {

    private static final Logger LOG = Logger.getLogger(BatchWork.class);

    private final SqsGateway sqs;
    private final MessageHandler handler;
    private final ConsumerTiming timing;
    private final MeterRegistry meters;

    BatchWork(SqsGateway sqs, MessageHandler handler, ConsumerTiming timing, MeterRegistry meters) {
        this.sqs = sqs;
        this.handler = handler;
        this.timing = timing;
        this.meters = meters;
    }

    /** False when an outage kept work from being done; a copy of its message comes later. */
    Uni<Boolean> work(String url, List<Message> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        Set<Message> inHand = ConcurrentHashMap.newKeySet();
        inHand.addAll(messages);
        Uni<Boolean> work = Uni.join()
                .all(messages.stream()
                        .map(message -> handle(url, message, inHand))
                        .toList())
                .andFailFast()
                .chain(done -> delete(url, inHand).replaceWith(!done.contains(false)));
        return whileVisible(url, inHand, work);
    }

    /**
     * Never fails; a message that was not handled is in hand no more. False when an outage kept its work from being done.
     * While neither the work can be done nor a copy be sent the message is kept: given up, it would come again, and its
     * third receive would be its last.
     */
    private Uni<Boolean> handle(String url, Message message, Set<Message> inHand) {
        return Uni.createFrom()
                .deferred(() -> handler.handle(message.body()))
                .invoke(() -> count("handled"))
                .replaceWith(true)
                .onFailure(DependencyException.class)
                .recoverWithUni(outage -> rest(url, message).replaceWith(false))
                .onFailure(DependencyException.class)
                .retry()
                .withBackOff(
                        timing.pauseAfterFailure(), timing.pauseAfterFailure().multipliedBy(4))
                .indefinitely()
                .onFailure()
                .recoverWithItem(failure -> {
                    inHand.remove(message);
                    count("failed");
                    LOG.warnf(
                            "Message %s was not handled and will come again: %s",
                            message.messageId(), failure.toString());
                    return true;
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
                        .delaySeconds((int) timing.restAfterOutage().toSeconds())))
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
                .startingAfter(timing.visibility().dividedBy(2))
                .every(timing.visibility().dividedBy(2))
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
                    .visibilityTimeout((int) timing.visibility().toSeconds())
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
