package io.monitoring.platform.aws;

import io.monitoring.platform.aws.StartRetry.NotYet;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * Makes the processing queue and its dead-letter queue where they are missing; one that is there stays as its owner set
 * it. Safe to run in several instances at once.
 */
public final class QueueBootstrap {

    static final int RECEIVES_BEFORE_DEAD = 3;
    static final Duration VISIBILITY = Duration.ofSeconds(30);
    /** The longest SQS offers: an outage over a long weekend must not lose a message. */
    static final Duration RETENTION = Duration.ofDays(14);

    private static final Logger LOG = Logger.getLogger(QueueBootstrap.class);

    private final SqsAsyncClient client;
    private final String queue;
    private final String deadLetterQueue;
    private final StartRetry patience;

    public QueueBootstrap(SqsAsyncClient client, String queue, String deadLetterQueue, StartRetry patience) {
        this.client = client;
        this.queue = queue;
        this.deadLetterQueue = deadLetterQueue;
        this.patience = patience;
    }

    public CompletableFuture<Void> ensure() {
        return patience.with("SQS queue " + deadLetterQueue, () -> deadLetterQueueArn())
                .thenCompose(arn -> patience.with("SQS queue " + queue, () -> processingQueue(arn)))
                .thenAccept(url -> LOG.debugf("processing queue %s", url));
    }

    private CompletableFuture<String> deadLetterQueueArn() {
        return url(deadLetterQueue, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, seconds(RETENTION)))
                .thenCompose(url ->
                        client.getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN)))
                .thenApply(answer -> answer.attributes().get(QueueAttributeName.QUEUE_ARN));
    }

    private CompletableFuture<String> processingQueue(String deadLetterQueueArn) {
        return url(
                queue,
                Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                        seconds(RETENTION),
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        seconds(VISIBILITY),
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                                .formatted(deadLetterQueueArn, RECEIVES_BEFORE_DEAD)));
    }

    private CompletableFuture<String> url(String name, Map<QueueAttributeName, String> attributes) {
        return client.getQueueUrl(b -> b.queueName(name))
                .thenApply(GetQueueUrlResponse::queueUrl)
                .exceptionallyCompose(failure -> StartRetry.cause(failure) instanceof QueueDoesNotExistException
                        ? create(name, attributes)
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<String> create(String name, Map<QueueAttributeName, String> attributes) {
        return client.createQueue(b -> b.queueName(name).attributes(attributes))
                .thenApply(made -> {
                    LOG.infof("made the SQS queue %s", name);
                    return made.queueUrl();
                })
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        StartRetry.cause(failure) instanceof QueueNameExistsException
                                ? new NotYet("another instance has just made it") // look again
                                : failure));
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
