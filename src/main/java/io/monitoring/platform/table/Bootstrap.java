package io.monitoring.platform.table;

import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.aws.QueueBootstrap;
import io.monitoring.platform.aws.StartRetry;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.config.InternalConfig;
import io.monitoring.platform.start.RefusedStartException;
import io.monitoring.platform.start.StartupOrder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** With {@code monitoring.bootstrap=true}, the start makes table and queues on whatever endpoint the clients point to. */
@Singleton
class Bootstrap {

    /** For a table to become active, and for a server that starts beside this one; then the platform is to see that it failed. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String REMEDY =
            "QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE and QUARKUS_SQS_ENDPOINT_OVERRIDE to servers that answer, or for AWS itself"
                    + " credentials that may make tables and queues; or MONITORING_BOOTSTRAP=false where they exist";

    private final Environment environment;
    private final Duration timeout;
    private final DynamoDbAsyncClient dynamo;
    private final SqsAsyncClient sqs;

    Bootstrap(Environment environment, InternalConfig internal, DynamoDbAsyncClient dynamo, SqsAsyncClient sqs) {
        this.environment = environment;
        this.timeout = internal.bootstrapTimeout().orElse(TIMEOUT);
        this.dynamo = dynamo;
        this.sqs = sqs;
    }

    void start(@Observes @Priority(StartupOrder.BOOTSTRAP) StartupEvent event) {
        if (environment.bootstrap()) {
            run();
        }
    }

    void run() {
        StartRetry patience = new StartRetry(timeout);
        CompletableFuture<Void> table = new TableBootstrap(dynamo, environment.tableName(), patience).ensure();
        CompletableFuture<Void> queues = new QueueBootstrap(
                        sqs, ProcessingQueue.name(environment), environment.deadLetterQueueName(), patience)
                .ensure();
        try {
            // Blocks on purpose: requests must not come in before there is somewhere to put their points.
            CompletableFuture.allOf(table, queues).join();
        } catch (CompletionException e) {
            throw new RefusedStartException(StartRetry.cause(e).getMessage(), REMEDY);
        }
    }
}
