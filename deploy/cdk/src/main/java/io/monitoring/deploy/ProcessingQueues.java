package io.monitoring.deploy;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The processing queue, and where messages go that failed three times. */
final class ProcessingQueues extends Construct {

    static final int RECEIVES_BEFORE_DEAD = 3;

    /** The longest that SQS offers: points wait here for as long as DynamoDB is away. */
    private static final Duration RETENTION = Duration.days(14);

    private final Queue processing;
    private final Queue dead;

    /** Lambda wants a message hidden for six times the function's timeout; containers say their own with each poll. */
    ProcessingQueues(Construct scope, Settings settings) {
        super(scope, "Queues");
        dead = Queue.Builder.create(this, "Dead")
                .queueName(settings.named("monitoring-dlq"))
                .retentionPeriod(RETENTION)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .build();
        processing = Queue.Builder.create(this, "Processing")
                .queueName(settings.named("monitoring-queue"))
                .retentionPeriod(RETENTION)
                .visibilityTimeout(Duration.seconds(6L * Functions.PROCESSOR_SECONDS))
                .receiveMessageWaitTime(Duration.seconds(20))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(dead)
                        .maxReceiveCount(RECEIVES_BEFORE_DEAD)
                        .build())
                .build();
    }

    Queue processing() {
        return processing;
    }

    Queue dead() {
        return dead;
    }

    /** Whether the queue is there: what {@code /health} asks. */
    PolicyStatement asking() {
        return statement("AskTheQueue", processing, "sqs:GetQueueUrl", "sqs:GetQueueAttributes");
    }

    PolicyStatement sending() {
        return statement("SendToTheQueue", processing, "sqs:SendMessage");
    }

    PolicyStatement consuming() {
        return statement(
                "TakeFromTheQueue",
                processing,
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:ChangeMessageVisibility");
    }

    /** Counting dead letters, and an admin's order to bring them back. */
    PolicyStatement redriving() {
        return statement(
                "BringDeadLettersBack",
                dead,
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage");
    }

    private static PolicyStatement statement(String sid, Queue queue, String... actions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(List.of(actions))
                .resources(List.of(queue.getQueueArn()))
                .build();
    }
}
