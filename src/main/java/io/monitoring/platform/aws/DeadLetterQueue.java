package io.monitoring.platform.aws;

import io.monitoring.platform.config.Environment;
import jakarta.inject.Singleton;

/** Where SQS puts messages that were received too often without being deleted. */
@Singleton
public final class DeadLetterQueue extends MessageQueue {

    DeadLetterQueue(Environment environment, SqsGateway sqs) {
        super(sqs, environment.deadLetterQueueName(), null);
    }
}
