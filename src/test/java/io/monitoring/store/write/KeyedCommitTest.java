package io.monitoring.store.write;

import static io.monitoring.store.StoreSteps.await;
import static io.monitoring.store.StoreSteps.newService;
import static io.monitoring.store.StoreSteps.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.series.Hour;
import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.StoreSteps;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class KeyedCommitTest {

    @Inject
    StoreSteps steps;

    @Inject
    KeyedCommit keyed;

    @Test
    void storesOnceHoweverOftenTheRequestIsRepeated() {
        String service = newService();
        IdempotencyKey key = key(UUID.randomUUID().toString(), "body");

        KeyedOutcome first = await(write(service, key, "first answer"));
        KeyedOutcome second = await(write(service, key, "second answer"));

        assertThat(first).isEqualTo(new KeyedOutcome.Stored());
        assertThat(second).isEqualTo(new KeyedOutcome.Replayed("first answer"));
        assertThat(steps.readAll(service, 10)).hasSize(1);
    }

    @Test
    void storesOnceWhenTheRequestIsRepeatedAtTheSameTime() {
        String service = newService();
        IdempotencyKey key = key(UUID.randomUUID().toString(), "body");

        List<KeyedOutcome> outcomes = await(Uni.join()
                .all(IntStream.range(0, 10)
                        .mapToObj(i -> write(service, key, "answer").onFailure().recoverWithNull())
                        .toList())
                .andFailFast());

        assertThat(outcomes).filteredOn(new KeyedOutcome.Stored()::equals).hasSizeLessThanOrEqualTo(1);
        assertThat(steps.readAll(service, 10)).hasSize(1);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherBody() {
        String service = newService();
        String key = UUID.randomUUID().toString();
        await(write(service, key(key, "body"), "answer"));

        KeyedOutcome other = await(write(service, key(key, "other body"), "answer"));

        assertThat(other).isEqualTo(new KeyedOutcome.KeyReused());
        assertThat(steps.readAll(service, 10)).hasSize(1);
    }

    @Test
    void remembersAKeyLongerThanAMessageCanBringItsRequestBack() {
        String service = newService();
        IdempotencyKey key = key(UUID.randomUUID().toString(), "body");
        await(write(service, key, "answer"));

        Item record = await(steps.table.read(recordKey(key), new ReadCost()));

        assertThat(record.isExpired(steps.clock.instant().plus(Duration.ofDays(29))))
                .isFalse();
    }

    @Test
    void forgetsTheKeyWhenItsTimeIsOver() {
        String service = newService();
        IdempotencyKey key = key(UUID.randomUUID().toString(), "body");
        Item expired = Item.at(recordKey(key))
                .text("h", key.bodyHash())
                .text("a", "answer")
                .expiry(steps.clock.instant().minusSeconds(2))
                .build();
        await(steps.table.put(new WriteLabel(service, "test"), expired));

        KeyedOutcome later = await(write(service, key, "answer"));

        assertThat(later).isEqualTo(new KeyedOutcome.Stored());
        assertThat(steps.readAll(service, 10)).hasSize(1);
    }

    private static ItemKey recordKey(IdempotencyKey key) {
        return new ItemKey(KeyPrefix.IDEMPOTENCY.of(key.keyHash()), "I");
    }

    @Test
    void storesAllServicesAndHoursOfARequestOrNothing() {
        String one = newService();
        String other = newService();
        long now = steps.clock.millis();
        IdempotencyKey key = key(UUID.randomUUID().toString(), "body");
        List<SeriesPoints> points = List.of(
                point(SeriesKey.of(one, "m"), now, 1),
                point(SeriesKey.of(one, "m2"), now - 7_200_000, 2),
                point(SeriesKey.of(other, "m"), now, 3));

        KeyedOutcome first = await(keyed.write(key, points, "answer"));
        KeyedOutcome second = await(keyed.write(key, points, "answer"));

        assertThat(first).isEqualTo(new KeyedOutcome.Stored());
        assertThat(second).isEqualTo(new KeyedOutcome.Replayed("answer"));
        assertThat(steps.readAll(one, 10)).hasSize(2);
        assertThat(steps.readAll(other, 10)).hasSize(1);
    }

    @Test
    void refusesWhatOneTransactionCannotHold() {
        String service = newService();
        Hour hour = Hour.of(steps.clock.millis());
        var points = new SeriesPoints(SeriesKey.of(service, "m"), 1);
        for (int i = 0; i <= KeyedCommit.MOST_BLOCKS; i++) {
            points.add(hour.plus(-i).start(), i, null);
        }

        KeyedOutcome outcome = await(keyed.write(key("wide", "body"), List.of(points), "answer"));

        assertThat(outcome).isEqualTo(new KeyedOutcome.TooLarge(100, 99));
        assertThat(steps.readAll(service, 10)).isEmpty();
    }

    private Uni<KeyedOutcome> write(String service, IdempotencyKey key, String answer) {
        return keyed.write(key, List.of(point(SeriesKey.of(service, "m"), steps.clock.millis(), 1)), answer);
    }

    private static IdempotencyKey key(String key, String body) {
        return IdempotencyKey.of(key, body.getBytes(StandardCharsets.UTF_8));
    }
}
