package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.Dependencies;
import io.monitoring.platform.DependencyException;
import io.monitoring.platform.Gathering;
import io.monitoring.platform.ProcessingQueue;
import io.monitoring.platform.SqsGateway;
import io.monitoring.store.Spill;
import io.monitoring.store.SpilledBlock;
import io.monitoring.store.SpilledRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Hands points that DynamoDB does not take to the processing queue: what arrives within a moment in one message. An
 * outage of minutes leaves thousands of messages in place of one for each request, and fewer to be paid for.
 */
@ApplicationScoped
class SpillQueue implements Spill {

    private static final Duration MOMENT = Duration.ofMillis(25);

    private final SqsGateway sqs;
    private final ProcessingQueue queue;
    private final MessageCodec codec;
    private final PipelineConfig config;
    private final MeterRegistry meters;
    private final Gathering<String, Void> together;

    SpillQueue(SqsGateway sqs, ProcessingQueue queue, MessageCodec codec, PipelineConfig config, MeterRegistry meters) {
        this.sqs = sqs;
        this.queue = queue;
        this.codec = codec;
        this.config = config;
        this.meters = meters;
        this.together = new Gathering<>(MOMENT, this::shareOfMessage, this::sendTogether);
    }

    @Override
    public Uni<Void> send(SpilledBlock block) {
        return send(new QueueMessage.Block(block));
    }

    @Override
    public Uni<Void> send(SpilledRequest request) {
        return send(new QueueMessage.Request(request));
    }

    private Uni<Void> send(QueueMessage message) {
        String body = codec.encode(message);
        return bytes(body) <= config.maxMessageSize()
                ? together.with(body)
                : Uni.createFrom()
                        .failure(new DependencyException.Unavailable(
                                Dependencies.SQS,
                                "the points are too many for the queue",
                                Duration.ofSeconds(5),
                                null));
    }

    private double shareOfMessage(String body) {
        return (bytes(body) + MessageCodec.BYTES_BETWEEN)
                / (double) (config.maxMessageSize() - MessageCodec.BYTES_AROUND);
    }

    private static int bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    private Uni<Void> sendTogether(List<String> bodies) {
        String body = codec.join(bodies);
        return queue.url()
                .chain(url -> sqs.call(client ->
                        client.sendMessage(request -> request.queueUrl(url).messageBody(body))))
                .invoke(() -> meters.counter("monitoring.spilled.messages").increment())
                .replaceWithVoid();
    }
}
