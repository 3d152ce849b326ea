package io.monitoring.platform.table;

import static io.monitoring.store.StoreSteps.await;
import static io.monitoring.store.StoreSteps.newService;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.store.Parallel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class TableTest {

    private static final long MORE_THAN_A_PAGE = 1_001;

    @Inject
    Table table;

    @Test
    void readsARangeOfMoreThanOnePageInOrder() {
        String partition = "test#" + newService();
        List<Uni<Void>> puts = LongStream.range(0, MORE_THAN_A_PAGE)
                .mapToObj(i -> table.put(
                        new WriteLabel("test", "test"),
                        Item.at(new ItemKey(partition, Stamp.text(i))).build()))
                .toList();
        await(Parallel.run(puts, 16));

        List<Item> items = await(table.query(KeyRange.partition(partition), true, new ReadCost()));

        assertThat(items)
                .extracting(Item::sk)
                .containsExactlyElementsOf(LongStream.range(0, MORE_THAN_A_PAGE)
                        .mapToObj(Stamp::text)
                        .toList());
    }
}
