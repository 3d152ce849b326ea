package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.Dependencies;
import io.monitoring.platform.DependencyException;
import io.monitoring.platform.ProcessingQueue;
import io.monitoring.platform.SqsGateway;
import io.monitoring.store.Spill;
import io.monitoring.store.SpilledBlock;
import io.monitoring.store.SpilledRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Hands points that DynamoDB does not take to the processing queue. */
@ApplicationScoped
class SpillQueue implements Spill {

    private final SqsGateway sqs;
    private final ProcessingQueue queue;
    private final MessageCodec codec;
    private final PipelineConfig config;
    private final MeterRegistry meters;

    SpillQueue(SqsGateway sqs, ProcessingQueue queue, MessageCodec codec, PipelineConfig config, MeterRegistry meters) {
        this.sqs = sqs;
        this.queue = queue;
        this.codec = codec;
        this.config = config;
        this.meters = meters;
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
        if (body.length() > config.maxMessageSize()) {
            return Uni.createFrom()
                    .failure(new DependencyException.Unavailable(
                            Dependencies.SQS, "the points are too many for the queue", Duration.ofSeconds(5), null));
        }
        return queue.url()
                .chain(url -> sqs.call(client ->
                        client.sendMessage(request -> request.queueUrl(url).messageBody(body))))
                .invoke(() -> meters.counter("monitoring.spilled.messages").increment())
                .replaceWithVoid();
    }
}
