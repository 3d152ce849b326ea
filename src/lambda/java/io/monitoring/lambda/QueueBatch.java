package io.monitoring.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.monitoring.pipeline.DeliveredMessages;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A batch of the queue. The answer names the messages that were not handled, and those alone come again: the event source
 * mapping must have {@code ReportBatchItemFailures}.
 */
@Singleton
class QueueBatch {

    private static final Logger LOG = Logger.getLogger(QueueBatch.class);

    private final DeliveredMessages messages;
    private final EventJson json;

    QueueBatch(DeliveredMessages messages, EventJson json) {
        this.messages = messages;
        this.json = json;
    }

    /**
     * @param within what is not done by then has failed: better than the function's timeout, after which all come again
     */
    Uni<JsonNode> handle(JsonNode records, Duration within) {
        List<Uni<Boolean>> all = new ArrayList<>();
        records.forEach(one -> all.add(handleOne(one, within)));
        return Uni.join().all(all).andFailFast().map(done -> failures(records, done));
    }

    private Uni<Boolean> handleOne(JsonNode message, Duration within) {
        return messages.handle(message.path("body").asText())
                .ifNoItem()
                .after(within)
                .fail()
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "Message %s was not handled and will come again: %s",
                            message.path("messageId").asText(), failure);
                    return false;
                });
    }

    private JsonNode failures(JsonNode records, List<Boolean> done) {
        ObjectNode answer = json.mapper().createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (int i = 0; i < done.size(); i++) {
            if (!done.get(i)) {
                failures.addObject()
                        .put("itemIdentifier", records.get(i).path("messageId").asText());
            }
        }
        return answer;
    }
}
