package io.monitoring.platform.aws;

import io.monitoring.platform.config.Environment;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Where the processing queue is: PROCESSING_QUEUE_URL, or looked up by name once and then remembered. */
@Singleton
public class ProcessingQueue {

    private final SqsGateway sqs;
    private final String name;
    private final AtomicReference<String> known = new AtomicReference<>();

    ProcessingQueue(Environment environment, SqsGateway sqs) {
        this.sqs = sqs;
        this.name = name(environment);
        environment.queueUrl().map(URI::toString).ifPresent(known::set);
    }

    /** May ask SQS. A failed look-up is not remembered. */
    public Uni<String> url() {
        return Uni.createFrom().deferred(() -> {
            String url = known.get();
            return url != null ? Uni.createFrom().item(url) : lookUp();
        });
    }

    /** The cheapest question that only a queue which is there and ours can answer. */
    public CompletableFuture<GetQueueAttributesResponse> attributes(SqsAsyncClient asking) {
        return url().chain(url -> Uni.createFrom()
                        .completionStage(() -> asking.getQueueAttributes(ask ->
                                ask.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))))
                .subscribeAsCompletionStage();
    }

    /** How many messages wait, about. */
    public Uni<Long> depth() {
        return sqs.call(this::attributes).map(ProcessingQueue::waiting);
    }

    private static long waiting(GetQueueAttributesResponse answer) {
        String count = answer.attributes().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        return count == null ? 0 : Long.parseLong(count);
    }

    private Uni<String> lookUp() {
        return sqs.call(client -> client.getQueueUrl(request -> request.queueName(name)))
                .map(GetQueueUrlResponse::queueUrl)
                .invoke(known::set);
    }

    /** The last segment of the URL, where there is one. */
    public static String name(Environment environment) {
        return environment
                .queueUrl()
                .map(URI::getPath)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .orElse(environment.queueName());
    }
}
