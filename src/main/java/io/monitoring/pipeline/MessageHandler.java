package io.monitoring.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.monitoring.store.Part;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Does what a queue message asks for. Doing it twice comes to the same as doing it once. */
@ApplicationScoped
class MessageHandler {

    private final ObjectMapper json;
    private final OpenWork openWork;

    MessageHandler(ObjectMapper json, OpenWork openWork) {
        this.json = json;
        this.openWork = openWork;
    }

    /** Fails when the message cannot be understood or its work could not be done: it will come again. */
    Uni<Void> handle(String body) {
        return Uni.createFrom().item(() -> parts(body)).chain(parts -> Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(openWork::catchUp)
                .onItem()
                .ignoreAsUni());
    }

    private List<Part> parts(String body) {
        DirtyMessage message;
        try {
            message = json.readValue(body, DirtyMessage.class);
        } catch (JsonProcessingException e) {
            throw new UnknownMessageException("not a message of ours", e);
        }
        if (message == null || !message.isComplete()) {
            throw new UnknownMessageException("a message of unknown kind", null);
        }
        try {
            return message.parsedHours().stream()
                    .map(hour -> new Part(message.service(), hour))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UnknownMessageException("a message of hours that are none", e);
        }
    }

    /** A message that no version of this code would have sent. */
    static final class UnknownMessageException extends RuntimeException {
        UnknownMessageException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
