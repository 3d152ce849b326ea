package io.monitoring.platform.aws;

import io.monitoring.platform.config.Environment;
import jakarta.inject.Singleton;
import java.net.URI;

/** The queue of what is still to be done: PROCESSING_QUEUE_URL, or looked up by name. */
@Singleton
public final class ProcessingQueue extends MessageQueue {

    ProcessingQueue(Environment environment, SqsGateway sqs) {
        super(sqs, name(environment), environment.queueUrl().map(URI::toString).orElse(null));
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
