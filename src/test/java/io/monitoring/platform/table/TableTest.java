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
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
                        new WriteLabel("test", "test"), ItemAttributes.key(partition, ItemAttributes.stamp(i))))
                .toList();
        await(Parallel.run(puts, 16));

        List<Map<String, AttributeValue>> items =
                await(table.query(KeyRange.partition(partition), true, new ReadCost()));

        assertThat(items)
                .extracting(item -> item.get(ItemAttributes.SK).s())
                .containsExactlyElementsOf(LongStream.range(0, MORE_THAN_A_PAGE)
                        .mapToObj(ItemAttributes::stamp)
                        .toList());
    }
}
