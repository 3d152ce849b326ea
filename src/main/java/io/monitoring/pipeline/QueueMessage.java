package io.monitoring.pipeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.monitoring.series.Hour;
import io.monitoring.store.Part;
import io.monitoring.store.write.IdempotencyKey;
import io.monitoring.store.write.PackedPart;
import io.monitoring.store.write.SpilledBlock;
import io.monitoring.store.write.SpilledParts;
import io.monitoring.store.write.SpilledRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What a queue message says, as JSON with its kind in {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = QueueMessage.Dirty.class, name = "dirty"),
    @JsonSubTypes.Type(value = QueueMessage.Parts.class, name = "parts"),
    @JsonSubTypes.Type(value = QueueMessage.Block.class, name = "block"),
    @JsonSubTypes.Type(value = QueueMessage.Request.class, name = "request"),
    @JsonSubTypes.Type(value = QueueMessage.Several.class, name = "several")
})
@RegisterForReflection(
        targets = {
            QueueMessage.Dirty.class,
            QueueMessage.Parts.class,
            QueueMessage.Block.class,
            QueueMessage.Request.class,
            QueueMessage.Several.class,
            SpilledParts.class,
            SpilledBlock.class,
            SpilledRequest.class,
            IdempotencyKey.class,
            PackedPart.class,
            Part.class,
            Hour.class
        })
sealed interface QueueMessage {

    /** This service has new points in these hours. */
    record Dirty(String service, List<String> hours) implements QueueMessage {
        List<Hour> parsedHours() {
            return hours.stream().map(Hour::parse).toList();
        }
    }

    /** Points that DynamoDB was not asked to take, or did not take. */
    record Parts(SpilledParts together) implements QueueMessage {}

    /** A block that DynamoDB may have taken. */
    record Block(SpilledBlock block) implements QueueMessage {}

    /** A request under an idempotency key that DynamoDB did not take. */
    record Request(SpilledRequest request) implements QueueMessage {}

    /** Messages that went to the queue together. */
    record Several(List<QueueMessage> messages) implements QueueMessage {}
}
