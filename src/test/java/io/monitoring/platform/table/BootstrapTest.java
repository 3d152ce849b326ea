package io.monitoring.platform.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.ingest.PatientProfile;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.config.Environment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class BootstrapTest {

    @Inject
    Environment environment;

    @Inject
    DynamoDbAsyncClient dynamo;

    @Inject
    ProcessingQueue queue;

    @Inject
    Bootstrap bootstrap;

    @Test
    void madeTableAndQueueBeforeTheFirstRequest() {
        assertThat(dynamo.listTables().join().tableNames()).contains(environment.tableName());
        assertThat(queue.url().await().indefinitely()).endsWith("/monitoring-queue-dev");
    }

    @Test
    void isANoOpTheSecondTime() {
        bootstrap.run();

        assertThat(dynamo.listTables().join().tableNames()).contains(environment.tableName());
    }
}
