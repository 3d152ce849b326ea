package io.monitoring.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Which environment this is, and what its table and queues are called. */
@ConfigMapping(prefix = "monitoring")
public interface Environment {

    /** Name of the environment, part of every AWS name; environment variable ENVIRONMENT. */
    @WithDefault("dev")
    @WithConverter(EnvironmentName.class)
    String environment();

    /** The DynamoDB table; environment variable TABLE_NAME. */
    @WithDefault("ApplicationMetrics-${monitoring.environment:dev}")
    @WithConverter(TableName.class)
    String tableName();

    /** URL of the processing queue; environment variable PROCESSING_QUEUE_URL; without it, looked up by name. */
    Optional<URI> queueUrl();

    /** Name of the processing queue, used where there is no URL. */
    @WithDefault("monitoring-queue-${monitoring.environment:dev}")
    @WithConverter(QueueName.class)
    String queueName();

    /** Name of the queue that takes messages which failed three times. */
    @WithDefault("monitoring-dlq-${monitoring.environment:dev}")
    @WithConverter(QueueName.class)
    String deadLetterQueueName();

    /** Whether the start makes the table and the queues where they are missing; MONITORING_BOOTSTRAP. */
    @WithDefault("false")
    boolean bootstrap();

    final class EnvironmentName extends Checked.Name {
        public EnvironmentName() {
            super("[A-Za-z0-9_-]{1,32}");
        }
    }

    final class TableName extends Checked.Name {
        public TableName() {
            super("[A-Za-z0-9_.-]{3,255}");
        }
    }

    final class QueueName extends Checked.Name {
        public QueueName() {
            super("[A-Za-z0-9_-]{1,80}");
        }
    }
}
