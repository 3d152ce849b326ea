package io.monitoring.devstack;

import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.start.StartupOrder;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * DynamoDB and SQS for {@code quarkus:dev}. A live reload stops and starts them within the reload, on the same ports and
 * with the same data.
 */
@Singleton
@IfBuildProfile("dev")
class DevStack {

    private static final Logger LOG = Logger.getLogger(DevStack.class);

    /** Beside the build: it outlives live reloads and restarts, and {@code clean} takes it away. */
    private static final Path FOLDER = Path.of("target/devstack");

    private final DevStackConfig config;
    private EmbeddedDynamo dynamo;
    private EmbeddedQueue queue;

    DevStack(DevStackConfig config) {
        this.config = config;
    }

    void start(@Observes @Priority(StartupOrder.DEVSTACK) StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        dynamo = EmbeddedDynamo.inFolder(config.dynamodbPort(), FOLDER.resolve("dynamodb"));
        queue = EmbeddedQueue.inFolder(config.sqsPort(), FOLDER.resolve("sqs"));
        dynamo.start();
        queue.start();
        LOG.infof("DynamoDB at %s, SQS at %s, data in %s", dynamo.endpoint(), queue.endpoint(), FOLDER);
    }

    EmbeddedDynamo dynamo() {
        return required(dynamo);
    }

    EmbeddedQueue queue() {
        return required(queue);
    }

    private static <T> T required(T server) {
        if (server == null) {
            throw new ProblemException(
                    ProblemCode.NOT_FOUND, "monitoring.devstack.enabled is false: nothing is embedded");
        }
        return server;
    }

    void stop(@Observes @Priority(StartupOrder.LAST) ShutdownEvent event) {
        if (queue != null) {
            queue.close();
        }
        if (dynamo != null) {
            dynamo.close();
        }
    }
}
