package io.monitoring.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The queue for an instance that does not poll it: the platform brings the messages, and freezes the instance as soon as
 * it has answered.
 */
@ApplicationScoped
public class DeliveredMessages {

    private final MessageHandler handler;
    private final DirtyMarkSender marks;

    DeliveredMessages(MessageHandler handler, DirtyMarkSender marks) {
        this.handler = handler;
        this.marks = marks;
    }

    /** Does what one message asks for. Fails where it was not done, or not understood: it has to come again. */
    public Uni<Void> handle(String body) {
        return Uni.createFrom().deferred(() -> handler.handle(body));
    }

    /** Sends what an invocation has left to be said. Never fails: what the queue does not take, the sweep finds. */
    public Uni<Void> sendMarks() {
        return marks.send();
    }
}
