package io.monitoring.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Queue messages as text. */
@ApplicationScoped
class MessageCodec {

    /** What {@link #join} puts before and behind the messages. */
    private static final String BEFORE = "{\"kind\":\"several\",\"messages\":[";

    private static final String BEHIND = "]}";
    private static final String BETWEEN = ",";

    /** How much longer messages become when they are joined, once and for each. */
    static final int BYTES_AROUND = BEFORE.length() + BEHIND.length();

    static final int BYTES_BETWEEN = BETWEEN.length();

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

    /** Messages, each of them encoded, as one: {@link QueueMessage.Several}. */
    String join(List<String> encoded) {
        return encoded.size() == 1 ? encoded.getFirst() : BEFORE + String.join(BETWEEN, encoded) + BEHIND;
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
