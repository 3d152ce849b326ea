package io.monitoring.pipeline;

import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.aws.SqsGateway;
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
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Says on the queue which hours have new points: at most once per service and ten seconds. What could not be sent is
 * kept for the next time; what is lost with the instance is found by the sweep, since the hours are in the table.
 */
@ApplicationScoped
class DirtyMarkSender implements DirtyMarks {

    /** Marks kept while the queue is away; those beyond it are left to the sweep. */
    private static final int KEPT_SERVICES = 100_000;

    /** SQS takes ten messages a request, and bills the request. */
    private static final int BATCH = 10;

    /** An instance sends one message a service at most this often; each is paid for, and delays its roll-ups by as much. */
    private static final String SEND_EVERY = "10s";

    private static final Logger LOG = Logger.getLogger(DirtyMarkSender.class);

    private final SqsGateway sqs;
    private final ProcessingQueue queue;
    private final MessageCodec codec;
    private Map<String, Set<Hour>> marks = new HashMap<>();

    DirtyMarkSender(SqsGateway sqs, ProcessingQueue queue, MessageCodec codec) {
        this.sqs = sqs;
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
        return queue.url()
                .chain(url -> Multi.createFrom()
                        .iterable(all)
                        .group()
                        .intoLists()
                        .of(BATCH)
                        .onItem()
                        .transformToUniAndConcatenate(batch -> send(url, batch))
                        .collect()
                        .last())
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> {
                    LOG.warnf("Dirty marks of %d services wait for the queue: %s", all.size(), failure.getMessage());
                    all.forEach(mark -> keep(mark.getKey(), mark.getValue()));
                });
    }

    private Uni<SendMessageBatchResponse> send(String url, List<Map.Entry<String, Set<Hour>>> batch) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(body(batch.get(i)))
                    .build());
        }
        return sqs.call(client ->
                        client.sendMessageBatch(request -> request.queueUrl(url).entries(entries)))
                .invoke(response -> response.failed().forEach(refused -> {
                    Map.Entry<String, Set<Hour>> mark = batch.get(Integer.parseInt(refused.id()));
                    keep(mark.getKey(), mark.getValue());
                }));
    }

    private String body(Map.Entry<String, Set<Hour>> mark) {
        return codec.encode(new QueueMessage.Dirty(
                mark.getKey(), mark.getValue().stream().sorted().map(Hour::text).toList()));
    }
}
