package io.monitoring.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.devstack.TestStack;
import io.monitoring.ingest.PatientProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(PatientProfile.class)
class AwsClientsTest {

    @Inject
    DynamoDbAsyncClient client;

    TestStack stack;

    @AfterEach
    void recover() {
        stack.recover();
    }

    @Test
    void doNotRetryAServerError() {
        long before = stack.dynamo().gate().requests();
        stack.dynamo().gate().failWith(500, "InternalServerError");

        assertThatThrownBy(() -> client.listTables().join()).hasCauseInstanceOf(InternalServerErrorException.class);

        assertThat(stack.dynamo().gate().requests() - before).isEqualTo(1);
    }

    @Test
    void failFastWhenNobodyListens() {
        stack.dynamo().stop();

        // Many, because the SDK's pool hung on some of them: application.properties, event-loop.
        for (int call = 0; call < 100; call++) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> client.listTables().join()).hasCauseInstanceOf(SdkClientException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(800));
        }
    }
}
