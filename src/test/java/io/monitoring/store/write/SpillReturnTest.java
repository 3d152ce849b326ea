package io.monitoring.store.write;

import static io.monitoring.store.StoreSteps.await;
import static io.monitoring.store.StoreSteps.newService;
import static io.monitoring.store.StoreSteps.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.Part;
import io.monitoring.store.StoreSteps;
import io.monitoring.store.format.PointCodec;
import io.monitoring.store.hours.BlockReader;
import io.monitoring.store.hours.HourState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class SpillReturnTest {

    @Inject
    StoreSteps steps;

    @Inject
    BlockWriter blocks;

    @Inject
    BlockReader reader;

    @Inject
    KeyedCommit keyed;

    @Inject
    SpillReturn spillReturn;

    @Test
    void storesABlockOnceHoweverOftenItComesBack() {
        SpilledBlock block = spilled(newService());

        await(spillReturn.store(block));
        await(spillReturn.store(block));

        assertThat(steps.readAll(block.service(), 10)).hasSize(1);
    }

    @Test
    void marksAnHourAgainWhoseBlockIsFoundStored() {
        List<Part> marked = new ArrayList<>();
        var joint = new JointReturn(steps.table, blocks, keyed, marked::add);
        SpilledBlock block = spilled(newService());

        await(joint.storeAlone(block));
        await(joint.storeAlone(block));

        assertThat(marked).containsExactly(block.part(), block.part());
    }

    @Test
    void storesPartsThatCameTogetherOnceHoweverOftenTheyComeBack() {
        String service = newService();
        String other = newService();
        var parts = new SpilledParts(newService(), List.of(part(service), part(other), part(service)));

        await(spillReturn.store(parts));
        await(spillReturn.store(parts));

        assertThat(steps.readAll(service, 10)).hasSize(2);
        assertThat(steps.readAll(other, 10)).hasSize(1);
    }

    @Test
    void findsABlockStoredWhoseFirstAttemptWasCarriedOutUnanswered() {
        String service = newService();
        byte[] bytes = packed(service);
        Part part = new Part(service, Hour.of(steps.clock.millis()));
        BlockWriter.Place place = await(blocks.prepare(part, bytes));
        BlockWriter.StampedItem attempt = blocks.item(place, bytes);
        await(steps.table.putNew(new Table.WriteLabel(service, "block"), attempt.item()));

        await(spillReturn.store(spilled(service, attempt, bytes)));

        assertThat(steps.readAll(service, 10)).hasSize(1);
    }

    @Test
    void keepsAFirstAttemptOutThatIsCarriedOutAfterTheBlockHasComeBack() {
        String service = newService();
        byte[] bytes = packed(service);
        Part part = new Part(service, Hour.of(steps.clock.millis()));
        BlockWriter.StampedItem attempt = blocks.item(new BlockWriter.Place(part, 0, steps.clock.millis()), bytes);

        await(spillReturn.store(spilled(service, attempt, bytes)));
        boolean carriedOut = await(steps.table.putNew(new Table.WriteLabel(service, "block"), attempt.item()));

        assertThat(carriedOut).isFalse();
        assertThat(steps.readAll(service, 10)).hasSize(1);
    }

    @Test
    void isSeenByAWorkerThatHadAlreadyGoneOn() {
        SpilledBlock block = spilled(newService());
        Hour hour = Hour.parse(block.hour());
        steps.store(point(SeriesKey.of(block.service(), "m"), hour.start(), 7));
        steps.close(block.service(), hour);

        await(spillReturn.store(block));

        assertThat(steps.readAll(block.service(), 10)).hasSize(2);
        steps.clock.advance(Duration.ofMinutes(1));
        await(steps.worker.catchUp(new Part(block.service(), hour)));
        assertThat(steps.readAll(block.service(), 10)).hasSize(2);
    }

    @Test
    void storesARequestOnceThatComesBackAfterItWasRepeated() {
        String service = newService();
        IdempotencyKey key = IdempotencyKey.of("key of " + service, "body".getBytes(StandardCharsets.UTF_8));
        await(keyed.write(key, List.of(point(SeriesKey.of(service, "m"), steps.clock.millis(), 1)), "answer"));

        await(spillReturn.store(new SpilledRequest(key, List.of(part(service)), "answer")));

        assertThat(steps.readAll(service, 10)).hasSize(1);
    }

    @Test
    void losesNoAcknowledgedRequestToAnotherOneWithTheSameKey() {
        String service = newService();
        IdempotencyKey key = IdempotencyKey.of("key of " + service, "body".getBytes(StandardCharsets.UTF_8));
        IdempotencyKey other = IdempotencyKey.of("key of " + service, "other".getBytes(StandardCharsets.UTF_8));
        await(keyed.write(other, List.of(point(SeriesKey.of(service, "m"), steps.clock.millis(), 1)), "answer"));
        var request = new SpilledRequest(key, List.of(part(service)), "answer");

        await(spillReturn.store(request));
        await(spillReturn.store(request));

        assertThat(steps.readAll(service, 10)).hasSize(2);
    }

    @Test
    void storesWhatComesTogetherOnceAndInOneBlock() {
        String service = newService();
        List<Uni<Void>> returns = List.of(
                spillReturn.store(new SpilledParts(newService(), List.of(part(service), part(service)))),
                spillReturn.store(spilled(service)),
                spillReturn.store(spilled(service)),
                spillReturn.store(request(service, "one")),
                spillReturn.store(request(service, "two")));

        await(Uni.join().all(returns).andFailFast());
        await(Uni.join().all(returns).andFailFast());

        assertThat(steps.readAll(service, 10)).hasSize(6);
        HourState hour = steps.state(service, Hour.of(steps.clock.millis()));
        assertThat(await(reader.read(hour, 0, new ReadCost()))).hasSize(1);
    }

    @Test
    void storesWhatIsNewBesideWhatWasStoredBefore() {
        String service = newService();
        SpilledBlock before = spilled(service);
        SpilledRequest repeated = request(service, "one");
        var parts = new SpilledParts(newService(), List.of(part(service)));
        await(spillReturn.store(before));
        await(spillReturn.store(parts));

        await(Uni.join()
                .all(
                        spillReturn.store(before),
                        spillReturn.store(parts),
                        spillReturn.store(spilled(service)),
                        spillReturn.store(repeated),
                        spillReturn.store(repeated))
                .andFailFast());

        assertThat(steps.readAll(service, 10)).hasSize(4);
    }

    private PackedPart part(String service) {
        return new PackedPart(new Part(service, Hour.of(steps.clock.millis())), packed(service));
    }

    private SpilledRequest request(String service, String key) {
        IdempotencyKey of = IdempotencyKey.of(key + " of " + service, "body".getBytes(StandardCharsets.UTF_8));
        return new SpilledRequest(of, List.of(part(service)), "answer");
    }

    private SpilledBlock spilled(String service) {
        byte[] bytes = packed(service);
        Part part = new Part(service, Hour.of(steps.clock.millis()));
        return spilled(service, blocks.item(new BlockWriter.Place(part, 0, steps.clock.millis()), bytes), bytes);
    }

    private SpilledBlock spilled(String service, BlockWriter.StampedItem item, byte[] bytes) {
        return new SpilledBlock(
                service,
                Hour.of(steps.clock.millis()).text(),
                item.item().pk(),
                item.item().sk(),
                bytes);
    }

    private byte[] packed(String service) {
        return PointCodec.encode(
                List.of(point(SeriesKey.of(service, "m"), steps.clock.millis(), 42)), PointCodec.Effort.FAST);
    }
}
