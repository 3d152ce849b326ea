package io.monitoring.store.hours;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.config.MovableClock;
import io.monitoring.store.DyingTable;
import io.monitoring.store.Stamps;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.WriteTiming;
import jakarta.enterprise.context.Dependent;
import java.util.List;

/** A worker as another process would have it, nothing shared but the table, that can be killed at any of its calls. */
@Dependent
public class MortalWorker {

    public final DyingTable table;
    public final HourWorker worker;

    MortalWorker(
            DynamoGateway dynamo,
            Environment environment,
            MeterRegistry meters,
            StoreConfig config,
            WriteTiming timing,
            MovableClock clock) {
        table = new DyingTable(dynamo, environment, meters);
        var stamps = new Stamps(clock);
        var registry = new Registry(table, config, clock);
        var hours = new HourIndex(table, config, timing, registry);
        var blocks = new BlockReader(table);
        var chunks = new ChunkStore(table, config, clock);
        var rollups = new RollupStore(table, config, clock);
        worker = new HourWorker(
                hours,
                new OpenHours(new SegmentStore(table, config), blocks, registry, timing, clock),
                new HourCompaction(hours, blocks, chunks, rollups, registry, stamps, timing, clock),
                List.of());
    }
}
