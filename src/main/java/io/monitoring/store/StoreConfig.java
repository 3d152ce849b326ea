package io.monitoring.store;

import io.monitoring.platform.config.Checked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How points are kept in DynamoDB. */
@ConfigMapping(prefix = "monitoring.store")
public interface StoreConfig {

    Retention retention();

    /** How long an idempotency key is remembered; afterwards the same key is a new request. */
    @WithDefault("24H")
    Duration idempotency();

    /** How long after its end an hour is closed: merged into chunks and roll-ups. */
    @WithDefault("5M")
    Duration closeAfter();

    /**
     * How old a write has to be before the worker counts on seeing it: more than a write's time budget plus the
     * difference between the clocks of two instances.
     */
    @WithDefault("10S")
    Duration settle();

    /** The longest a write may take from its stamp to its answer; a slower one is answered as of unknown outcome. */
    @WithDefault("4S")
    Duration writeBudget();

    /** The largest block or chunk, in bytes: DynamoDB takes items up to 400 KB, the queue messages up to 256 KB. */
    @WithDefault("180000")
    @WithConverter(BlockBytes.class)
    int maxBlockBytes();

    /** Points waiting in memory to be written, over all services; beyond it writes are refused with 503. */
    @WithDefault("2000000")
    @WithConverter(PendingPoints.class)
    int maxPendingPoints();

    /** How many partitions a busy service's hour is spread over. */
    @WithDefault("8")
    @WithConverter(Shards.class)
    int shards();

    /** Write units a second from which one instance spreads a service over the shards; below it uses the first. */
    @WithDefault("250")
    @WithConverter(Checked.AtLeastOne.class)
    int spreadAbove();

    /** How many blocks of one write are put at the same time. */
    @WithDefault("16")
    @WithConverter(Checked.AtLeastOne.class)
    int writeConcurrency();

    /** How many reads of one query run at the same time. */
    @WithDefault("16")
    @WithConverter(Checked.AtLeastOne.class)
    int readConcurrency();

    /** How long things are kept; DynamoDB deletes what has expired. */
    interface Retention {

        /** Points as they were sent. */
        @WithDefault("35D")
        Duration points();

        /** Blocks: the form in which points are first written, before the worker merges them into chunks. */
        @WithDefault("7D")
        Duration blocks();

        /** Marks that a block has come through the queue: longer than a message can stay there. */
        @WithDefault("15D")
        Duration fences();

        /** Roll-ups of one and of five minutes. */
        @WithDefault("95D")
        Duration minutes();

        /** Roll-ups of one hour. */
        @WithDefault("455D")
        Duration hours();
    }

    final class BlockBytes extends Checked.Whole {
        public BlockBytes() {
            super(1024, 190_000);
        }
    }

    final class PendingPoints extends Checked.Whole {
        public PendingPoints() {
            super(10_000);
        }
    }

    final class Shards extends Checked.Whole {
        public Shards() {
            super(1, 64);
        }
    }
}
