package io.monitoring.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.guard.CallBatching;
import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.store.write.PackedPart;
import io.monitoring.store.write.Spill;
import io.monitoring.store.write.SpilledBlock;
import io.monitoring.store.write.SpilledParts;
import io.monitoring.store.write.SpilledRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Hands points that DynamoDB does not take to the processing queue: what arrives within a moment in one message. An
 * outage of minutes leaves thousands of messages in place of one for each request, and fewer to be paid for.
 */
@ApplicationScoped
class SpillQueue implements Spill {

    /** What an SQS queue takes by default, in bytes. */
    private static final int MAX_MESSAGE_BYTES = 262_144;

    private static final Duration MOMENT = Duration.ofMillis(25);

    private final ProcessingQueue queue;
    private final MessageCodec codec;
    private final MeterRegistry meters;
    private final CallBatching<Sized, Void> together;

    SpillQueue(ProcessingQueue queue, MessageCodec codec, MeterRegistry meters) {
        this.queue = queue;
        this.codec = codec;
        this.meters = meters;
        this.together = new CallBatching<>(MOMENT, this::shareOfMessage, this::sendTogether);
    }

    @Override
    public Uni<Void> send(PackedPart part) {
        return send(new QueueMessage.Parts(new SpilledParts(UUID.randomUUID().toString(), List.of(part))));
    }

    @Override
    public Uni<Void> send(SpilledBlock block) {
        return send(new QueueMessage.Block(block));
    }

    @Override
    public Uni<Void> send(SpilledRequest request) {
        return send(new QueueMessage.Request(request));
    }

    private record Sized(QueueMessage message, int bytes) {}

    private Uni<Void> send(QueueMessage message) {
        int bytes = codec.encode(message).getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_MESSAGE_BYTES
                ? together.with(new Sized(message, bytes))
                : Uni.createFrom()
                        .failure(new DependencyException.Unavailable(
                                Dependencies.SQS,
                                "the points are too many for the queue",
                                Duration.ofSeconds(5),
                                null));
    }

    private double shareOfMessage(Sized one) {
        double ofBytes =
                (one.bytes() + MessageCodec.BYTES_BETWEEN) / (double) (MAX_MESSAGE_BYTES - MessageCodec.BYTES_AROUND);
        double ofParts = one.message() instanceof QueueMessage.Parts ? 1.0 / SpilledParts.MOST_PARTS : 0;
        return Math.max(ofBytes, ofParts);
    }

    private Uni<Void> sendTogether(List<Sized> group) {
        String body = codec.encode(join(group.stream().map(Sized::message).toList()));
        return queue.send(body)
                .invoke(() -> meters.counter("monitoring.spilled.messages").increment());
    }

    /** No longer than all of them with {@link QueueMessage.Several} around. Parts go behind one fence. */
    static QueueMessage join(List<QueueMessage> messages) {
        List<QueueMessage> joined = new ArrayList<>();
        List<PackedPart> parts = new ArrayList<>();
        String fence = null;
        for (QueueMessage message : messages) {
            if (message instanceof QueueMessage.Parts untried) {
                fence = untried.together().fence();
                parts.addAll(untried.together().parts());
            } else {
                joined.add(message);
            }
        }
        if (fence != null) {
            joined.addFirst(new QueueMessage.Parts(new SpilledParts(fence, parts)));
        }
        return joined.size() == 1 ? joined.getFirst() : new QueueMessage.Several(joined);
    }
}
