package io.monitoring.platform.table;

import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.aws.StartRetry;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.config.InternalConfig;
import io.monitoring.platform.start.StartupOrder;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * One call of each kind before requests come in, past the breakers: the first ones load a thousand classes and open
 * connections, which under load takes longer than an attempt may, so that a cold instance would take its own slowness for
 * an outage. A dependency that is away delays the start by 3 seconds at most, and does not stop it. A
 * native image has its classes, and starts without.
 */
@Singleton
class WarmUpCalls {

    private static final Logger LOG = Logger.getLogger(WarmUpCalls.class);

    /** As long as four attempts in traffic may take; an instance that starts in an outage is not late by much. */
    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private final DynamoDbAsyncClient dynamo;
    private final SqsAsyncClient sqs;
    private final ProcessingQueue queue;
    private final boolean enabled;
    private final String table;

    WarmUpCalls(
            DynamoDbAsyncClient dynamo,
            SqsAsyncClient sqs,
            ProcessingQueue queue,
            InternalConfig internal,
            Environment environment) {
        this.dynamo = dynamo;
        this.sqs = sqs;
        this.queue = queue;
        this.enabled = internal.probe();
        this.table = environment.tableName();
    }

    void start(@Observes @Priority(StartupOrder.FIRST_CALLS) StartupEvent event) {
        if (enabled && !ImageMode.current().isNativeImage()) {
            make();
        }
    }

    private void make() {
        CompletableFuture<?> all = CompletableFuture.allOf(
                DependencyProbe.read(dynamo, table),
                dynamo.query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", DependencyProbe.ITEM.get(Item.PK)))
                        .limit(1)),
                DependencyProbe.write(dynamo, table),
                queue.attributes(sqs));
        try {
            // Blocks on purpose, as Bootstrap does: the port opens afterwards.
            all.orTimeout(AT_MOST.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException away) {
            LOG.infof("started all the same, a first call failed: %s", StartRetry.cause(away));
        }
    }
}
