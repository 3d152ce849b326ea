package io.monitoring.store.write;

import static io.monitoring.store.StoreSteps.await;
import static io.monitoring.store.StoreSteps.newService;
import static io.monitoring.store.StoreSteps.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.Part;
import io.monitoring.store.Stamps;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.StoreSteps;
import io.monitoring.store.WriteTiming;
import io.monitoring.store.format.PointCodec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class BlockWriterTest {

    @Inject
    StoreSteps steps;

    @Inject
    Shards shards;

    @Inject
    Stamps stamps;

    @Inject
    StoreConfig config;

    @Inject
    WriteTiming timing;

    @Inject
    DynamoGateway dynamo;

    @Inject
    Environment environment;

    @Inject
    MeterRegistry meters;

    @Test
    void sendsPointsThatDynamoDidNotTakeOnceThoughTheQueueDoesNotAnswer() {
        List<Object> sent = sentWhenDynamo(
                new DependencyException.Unavailable(Dependencies.DYNAMODB, "throttled", Duration.ofSeconds(1), null));

        assertThat(sent).hasSize(1).allMatch(PackedPart.class::isInstance);
    }

    @Test
    void sendsABlockThatDynamoMayHaveTakenWithItsKey() {
        List<Object> sent = sentWhenDynamo(new DependencyException.OutcomeUnknown(
                Dependencies.DYNAMODB, "no answer", Duration.ofSeconds(1), null));

        assertThat(sent).hasSize(1).allMatch(SpilledBlock.class::isInstance);
    }

    /** What a put has sent to a queue that does not answer, DynamoDB failing so. */
    private List<Object> sentWhenDynamo(DependencyException failure) {
        var queue = new SilentQueue();
        BlockWriter blocks = new BlockWriter(failing(failure), steps.hours, shards, queue, stamps, config, timing);

        assertThatThrownBy(() -> put(blocks)).isInstanceOf(DependencyException.OutcomeUnknown.class);
        return queue.sent;
    }

    private void put(BlockWriter blocks) {
        String service = newService();
        long now = steps.clock.millis();
        byte[] bytes = PointCodec.encode(List.of(point(SeriesKey.of(service, "m"), now, 1)), PointCodec.Effort.FAST);
        await(blocks.put(new Part(service, Hour.of(now)), bytes));
    }

    @Test
    void aBlockLivesAsLongAsItsPointsWhetherOrNotItsHourIsEverClosed() {
        String service = newService();
        long now = steps.clock.millis();

        steps.store(point(SeriesKey.of(service, "m"), now, 1));

        Hour hour = Hour.of(now);
        List<Item> blocks = steps.state(service, hour).shards().stream()
                .flatMap(shard -> await(steps.table.query(
                                KeyRange.partition(KeyPrefix.BLOCKS.of(service, hour, shard)), true, new ReadCost()))
                        .stream())
                .toList();
        assertThat(blocks)
                .hasSize(1)
                .noneMatch(block -> block.isExpired(Instant.ofEpochMilli(now)
                        .plus(config.retention().points())
                        .minusSeconds(1)));
    }

    private Table failing(DependencyException failure) {
        return new Table(dynamo, environment, meters) {
            @Override
            public Uni<Boolean> putNew(WriteLabel label, Item item) {
                return Uni.createFrom().failure(failure);
            }
        };
    }

    /** Takes what it is sent, perhaps, and does not answer. */
    private static final class SilentQueue implements Spill {

        private final List<Object> sent = new ArrayList<>();

        @Override
        public Uni<Void> send(PackedPart part) {
            return unanswered(part);
        }

        @Override
        public Uni<Void> send(SpilledBlock block) {
            return unanswered(block);
        }

        @Override
        public Uni<Void> send(SpilledRequest request) {
            return unanswered(request);
        }

        private Uni<Void> unanswered(Object one) {
            sent.add(one);
            return Uni.createFrom()
                    .failure(new DependencyException.OutcomeUnknown(
                            Dependencies.SQS, "no answer", Duration.ofSeconds(1), null));
        }
    }
}
