package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.MessageQueue;
import io.monitoring.platform.aws.ReceivedMessage;
import io.monitoring.platform.guard.DependencyException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Works on messages that were taken together, and deletes those that were handled. One that was not comes again when its
 * visibility ends, and goes to the dead-letter queue after the third time. While a message is worked on its visibility is
 * extended.
 */
final class BatchWork {

    private static final Logger LOG = Logger.getLogger(BatchWork.class);

    private final MessageQueue queue;
    private final MessageHandler handler;
    private final ConsumerTiming timing;
    private final MeterRegistry meters;

    BatchWork(MessageQueue queue, MessageHandler handler, ConsumerTiming timing, MeterRegistry meters) {
        this.queue = queue;
        this.handler = handler;
        this.timing = timing;
        this.meters = meters;
    }

    /** False when an outage kept work from being done; a copy of its message comes later. */
    Uni<Boolean> work(List<ReceivedMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        Set<ReceivedMessage> inHand = ConcurrentHashMap.newKeySet();
        inHand.addAll(messages);
        Uni<Boolean> work = Uni.join()
                .all(messages.stream().map(message -> handle(message, inHand)).toList())
                .andFailFast()
                .chain(done -> delete(inHand).replaceWith(!done.contains(false)));
        return whileVisible(inHand, work);
    }

    /**
     * Never fails; a message that was not handled is in hand no more. False when an outage kept its work from being done.
     * While neither the work can be done nor a copy be sent the message is kept: given up, it would come again, and its
     * third receive would be its last.
     */
    private Uni<Boolean> handle(ReceivedMessage message, Set<ReceivedMessage> inHand) {
        return Uni.createFrom()
                .deferred(() -> handler.handle(message.body()))
                .invoke(() -> count("handled"))
                .replaceWith(true)
                .onFailure(DependencyException.class)
                .recoverWithUni(outage -> rest(message).replaceWith(false))
                .onFailure(DependencyException.class)
                .retry()
                .withBackOff(
                        timing.pauseAfterFailure(), timing.pauseAfterFailure().multipliedBy(4))
                .indefinitely()
                .onFailure()
                .recoverWithItem(failure -> {
                    inHand.remove(message);
                    count("failed");
                    LOG.warnf("Message %s was not handled and will come again: %s", message.id(), failure.toString());
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
    private Uni<Void> rest(ReceivedMessage message) {
        return queue.send(message.body(), timing.restAfterOutage()).invoke(() -> count("rested"));
    }

    /**
     * Extends the visibility of all that is in hand until the work is done: also of what is handled already, since it is
     * not deleted before the last of its batch is.
     */
    private <T> Uni<T> whileVisible(Set<ReceivedMessage> inHand, Uni<T> work) {
        Multi<Void> extensions = Multi.createFrom()
                .ticks()
                .startingAfter(timing.visibility().dividedBy(2))
                .every(timing.visibility().dividedBy(2))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> extend(List.copyOf(inHand)));
        return Uni.createFrom().deferred(() -> {
            Cancellable extending = extensions.subscribe().with(done -> {}, failure -> LOG.debug("no tick", failure));
            return work.onTermination().invoke(extending::cancel);
        });
    }

    private Uni<Void> extend(List<ReceivedMessage> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : queue.hideAll(messages, timing.visibility()).onFailure().recoverWithNull();
    }

    private Uni<Void> delete(Set<ReceivedMessage> done) {
        return done.isEmpty() ? Uni.createFrom().voidItem() : queue.deleteAll(List.copyOf(done));
    }
}
