package io.monitoring.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Queue messages as text. */
@ApplicationScoped
class MessageCodec {

    /** How much longer messages become as {@link QueueMessage.Several}, once and for each. */
    static final int BYTES_AROUND = "{\"kind\":\"several\",\"messages\":[]}".length();

    static final int BYTES_BETWEEN = ",".length();

    private final ObjectMapper json;

    MessageCodec(ObjectMapper json) {
        this.json = json;
    }

    String encode(QueueMessage message) {
        try {
            return json.writerFor(QueueMessage.class).writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is always JSON", e);
        }
    }

    /**
     * @throws UnknownMessageException when no version of this code would have sent it
     */
    QueueMessage decode(String body) {
        try {
            return json.readValue(body, QueueMessage.class);
        } catch (JsonProcessingException e) {
            throw new UnknownMessageException(e);
        }
    }

    /** What is on the queue is not from us. */
    static final class UnknownMessageException extends RuntimeException {
        UnknownMessageException(Throwable cause) {
            super("not a message of ours", cause);
        }
    }
}
