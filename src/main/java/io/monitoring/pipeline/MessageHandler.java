package io.monitoring.pipeline;

import io.monitoring.store.Part;
import io.monitoring.store.write.SpillReturn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Does what a queue message asks for. Doing it twice comes to the same as doing it once. */
@ApplicationScoped
class MessageHandler {

    /** What is stored at the same time is stored together: better all of a message than some of it. */
    private static final int AT_ONCE = 1024;

    private final MessageCodec codec;
    private final OpenWork openWork;
    private final SpillReturn spillReturn;

    MessageHandler(MessageCodec codec, OpenWork openWork, SpillReturn spillReturn) {
        this.codec = codec;
        this.openWork = openWork;
        this.spillReturn = spillReturn;
    }

    /** Fails when the message cannot be understood or its work could not be done: it will come again. */
    Uni<Void> handle(String body) {
        return Uni.createFrom().item(() -> codec.decode(body)).chain(this::handle);
    }

    private Uni<Void> handle(QueueMessage message) {
        return switch (message) {
            case QueueMessage.Dirty dirty -> catchUp(dirty);
            case QueueMessage.Parts parts -> spillReturn.store(parts.together());
            case QueueMessage.Block block -> spillReturn.store(block.block());
            case QueueMessage.Request request -> spillReturn.store(request.request());
            case QueueMessage.Several several ->
                Multi.createFrom()
                        .iterable(several.messages())
                        .onItem()
                        .transformToUni(this::handle)
                        .merge(AT_ONCE)
                        .onItem()
                        .ignoreAsUni();
        };
    }

    private Uni<Void> catchUp(QueueMessage.Dirty dirty) {
        return Multi.createFrom()
                .iterable(dirty.parsedHours())
                .onItem()
                .transformToUniAndConcatenate(hour -> openWork.catchUp(new Part(dirty.service(), hour)))
                .onItem()
                .ignoreAsUni();
    }
}
