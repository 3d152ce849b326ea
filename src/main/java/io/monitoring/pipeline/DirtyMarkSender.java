package io.monitoring.pipeline;

import io.monitoring.platform.aws.MessageQueue;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.series.Hour;
import io.monitoring.store.Part;
import io.monitoring.store.write.DirtyMarks;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Says on the queue which hours have new points: at most once per service and ten seconds. What could not be sent is
 * kept for the next time; what is lost with the instance is found by the sweep, since the hours are in the table.
 */
@ApplicationScoped
class DirtyMarkSender implements DirtyMarks {

    /** Marks kept while the queue is away; those beyond it are left to the sweep. */
    private static final int KEPT_SERVICES = 100_000;

    /** An instance sends one message a service at most this often; each is paid for, and delays its roll-ups by as much. */
    private static final String SEND_EVERY = "10s";

    private static final Logger LOG = Logger.getLogger(DirtyMarkSender.class);

    private final ProcessingQueue queue;
    private final MessageCodec codec;
    private Map<String, Set<Hour>> marks = new HashMap<>();

    DirtyMarkSender(ProcessingQueue queue, MessageCodec codec) {
        this.queue = queue;
        this.codec = codec;
    }

    @Override
    public void mark(Part part) {
        keep(part.service(), Set.of(part.hour()));
    }

    private synchronized void keep(String service, Set<Hour> hours) {
        if (marks.size() < KEPT_SERVICES || marks.containsKey(service)) {
            marks.computeIfAbsent(service, any -> new TreeSet<>()).addAll(hours);
        }
    }

    private synchronized Map<String, Set<Hour>> take() {
        Map<String, Set<Hour>> taken = marks;
        marks = new HashMap<>();
        return taken;
    }

    /** Never fails: what could not be sent waits for the next time. */
    @Scheduled(every = SEND_EVERY, concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> send() {
        return flush().onFailure().recoverWithNull();
    }

    /** Sends what there is; fails where it could not be sent, and keeps it. */
    Uni<Void> flush() {
        return Uni.createFrom().deferred(this::sendTaken);
    }

    private Uni<Void> sendTaken() {
        Map<String, Set<Hour>> taken = take();
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<String, Set<Hour>>> all = new ArrayList<>(taken.entrySet());
        return Multi.createFrom()
                .iterable(all)
                .group()
                .intoLists()
                .of(MessageQueue.MOST_AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> {
                    LOG.warnf("Dirty marks of %d services wait for the queue: %s", all.size(), failure.getMessage());
                    all.forEach(mark -> keep(mark.getKey(), mark.getValue()));
                });
    }

    private Uni<Void> send(List<Map.Entry<String, Set<Hour>>> batch) {
        return queue.sendAll(batch.stream().map(this::body).toList())
                .invoke(refused -> refused.forEach(place ->
                        keep(batch.get(place).getKey(), batch.get(place).getValue())))
                .replaceWithVoid();
    }

    private String body(Map.Entry<String, Set<Hour>> mark) {
        return codec.encode(new QueueMessage.Dirty(
                mark.getKey(), mark.getValue().stream().sorted().map(Hour::text).toList()));
    }
}
