package io.monitoring.pipeline;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The queue and those who work behind it. */
@ConfigMapping(prefix = "monitoring.pipeline")
public interface PipelineConfig {

    /** Whether this instance polls the queue; off where the platform delivers the messages (Lambda). */
    @WithDefault("true")
    boolean consume();

    /** How long a poll waits for a message; SQS allows up to 20 seconds. */
    @WithDefault("20S")
    Duration pollWait();

    /** How long a message stays hidden from other consumers; extended for as long as it is being worked on. */
    @WithDefault("30S")
    Duration visibility();

    /** The longest message that the queue takes, in bytes. */
    @WithDefault("262144")
    @WithConverter(MessageSize.class)
    int maxMessageSize();

    /** How long a message rests whose work DynamoDB or SQS did not let be done. */
    @WithDefault("10S")
    Duration restAfterOutage();

    /** How many messages are taken at once. */
    @WithDefault("10")
    @WithConverter(Batch.class)
    int batch();

    /** How many batches are taken and worked on at the same time while there are plenty of messages. */
    @WithDefault("4")
    @WithConverter(Batches.class)
    int batchesAtOnce();

    /** How many hours are worked on at the same time. */
    @WithDefault("4")
    @WithConverter(Checked.AtLeastOne.class)
    int workConcurrency();

    /** How often dirty marks are sent; an instance sends one message a service at most this often. */
    @WithDefault("10s")
    Duration markEvery();

    /** How often hours that nobody sends messages about any more are looked at. */
    @WithDefault("15s")
    Duration followUpEvery();

    /** How often the dead letters are counted. */
    @WithDefault("60s")
    Duration deadLettersEvery();

    /** How often the last hours are searched for lost messages. */
    @WithDefault("5m")
    Duration sweepEvery();

    /** How often the whole retention is searched for lost messages. */
    @WithDefault("6h")
    Duration fullSweepEvery();

    /** How long to wait after a poll that failed. */
    @WithDefault("2S")
    Duration pauseAfterFailure();

    /** How long work under way may go on after the process was told to stop. */
    @WithDefault("15S")
    Duration stopWithin();

    final class MessageSize extends Checked.Whole {
        public MessageSize() {
            super(1024);
        }
    }

    final class Batch extends Checked.Whole {
        public Batch() {
            super(1, 10);
        }
    }

    final class Batches extends Checked.Whole {
        public Batches() {
            super(1, 64);
        }
    }
}
