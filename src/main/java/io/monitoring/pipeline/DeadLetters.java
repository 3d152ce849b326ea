package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.aws.SqsGateway;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.guard.HealthDetail;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Messages that could not be handled: how many there are, and their way back into the processing queue. */
@ApplicationScoped
class DeadLetters implements HealthDetail {

    /** The most messages that one call brings back; whoever has more calls again. */
    private static final int MOST_AT_ONCE = 1000;

    private static final int BATCH = 10;
    private static final long UNKNOWN = -1;

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final SqsGateway sqs;
    private final ProcessingQueue queue;
    private final String name;
    private final AtomicReference<String> url = new AtomicReference<>();
    private volatile long count = UNKNOWN;

    DeadLetters(SqsGateway sqs, ProcessingQueue queue, Environment environment, MeterRegistry meters) {
        this.sqs = sqs;
        this.queue = queue;
        this.name = environment.deadLetterQueueName();
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

    @Scheduled(
            every = "{monitoring.pipeline.dead-letters-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return deadLetterQueue()
                .chain(from -> sqs.call(client -> client.getQueueAttributes(request ->
                        request.queueUrl(from).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))))
                .invoke(response -> count = Long.parseLong(
                        response.attributes().getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")))
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
        return Uni.combine()
                .all()
                .unis(deadLetterQueue(), queue.url())
                .asTuple()
                .chain(urls -> redrive(urls.getItem1(), urls.getItem2(), 0))
                .invoke(moved -> LOG.infof("%d dead letters were put back into the processing queue by %s", moved, by))
                .call(this::look);
    }

    private Uni<Integer> redrive(String from, String to, int before) {
        return sqs.call(client -> client.receiveMessage(request ->
                        request.queueUrl(from).maxNumberOfMessages(BATCH).waitTimeSeconds(0)))
                .chain(response -> Multi.createFrom()
                        .iterable(response.messages())
                        .onItem()
                        .transformToUniAndConcatenate(message -> move(message, from, to))
                        .collect()
                        .last()
                        .replaceWith(response.messages().size()))
                .chain(moved -> moved == 0 || before + moved >= MOST_AT_ONCE
                        ? Uni.createFrom().item(before + moved)
                        : redrive(from, to, before + moved));
    }

    private Uni<Void> move(Message message, String from, String to) {
        return sqs.call(client ->
                        client.sendMessage(request -> request.queueUrl(to).messageBody(message.body())))
                .chain(() -> sqs.call(client ->
                        client.deleteMessage(request -> request.queueUrl(from).receiptHandle(message.receiptHandle()))))
                .replaceWithVoid();
    }

    private Uni<String> deadLetterQueue() {
        return Uni.createFrom()
                .deferred(() -> url.get() != null
                        ? Uni.createFrom().item(url.get())
                        : sqs.call(client -> client.getQueueUrl(request -> request.queueName(name)))
                                .map(response -> response.queueUrl())
                                .invoke(url::set));
    }
}
