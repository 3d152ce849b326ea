package io.monitoring.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.monitoring.store.Part;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

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
        DirtyMessage message;
        try {
            message = json.readValue(body, DirtyMessage.class);
        } catch (JsonProcessingException e) {
            return Uni.createFrom().failure(new UnknownMessageException("not a message of ours", e));
        }
        if (!DirtyMessage.KIND.equals(message.kind()) || message.service() == null || message.hours() == null) {
            return Uni.createFrom().failure(new UnknownMessageException("a message of unknown kind", null));
        }
        return Multi.createFrom()
                .iterable(message.parsedHours())
                .onItem()
                .transformToUniAndConcatenate(hour -> openWork.catchUp(new Part(message.service(), hour)))
                .onItem()
                .ignoreAsUni();
    }

    /** A message that no version of this code would have sent. */
    static final class UnknownMessageException extends RuntimeException {
        UnknownMessageException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
