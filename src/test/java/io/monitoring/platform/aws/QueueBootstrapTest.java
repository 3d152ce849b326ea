package io.monitoring.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.devstack.EmbeddedQueue;
import io.monitoring.devstack.StackClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueueBootstrapTest {

    private static final String QUEUE = "monitoring-queue-test";
    private static final String DEAD = "monitoring-dlq-test";

    private final EmbeddedQueue server = EmbeddedQueue.inMemory(0).start();
    private final SqsAsyncClient client = StackClients.sqs(server.endpoint());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void makesTheQueueWithItsDeadLetterQueue() {
        bootstrap().join();

        Map<QueueAttributeName, String> attributes = client.getQueueAttributes(
                        b -> b.queueUrl(url()).attributeNames(QueueAttributeName.ALL))
                .join()
                .attributes();
        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains("\"maxReceiveCount\":3")
                .contains(":" + DEAD + "\"");
    }

    @Test
    void sendsAMessageToTheDeadLetterQueueAfterThreeReceives() {
        bootstrap().join();
        client.sendMessage(b -> b.queueUrl(url()).messageBody("poison")).join();

        for (int receive = 0; receive < 3; receive++) {
            assertThat(receive(url())).isEqualTo(1);
        }

        assertThat(receive(url())).isZero();
        String dead = client.getQueueUrl(b -> b.queueName(DEAD)).join().queueUrl();
        assertThat(receive(dead)).isEqualTo(1);
    }

    @Test
    void letsSeveralInstancesStartAtOnceAndAgain() {
        CompletableFuture.allOf(IntStream.range(0, 8).mapToObj(i -> bootstrap()).toArray(CompletableFuture<?>[]::new))
                .join();
        bootstrap().join();

        assertThat(client.listQueues().join().queueUrls()).hasSize(2);
    }

    private int receive(String url) {
        return client.receiveMessage(b -> b.queueUrl(url).visibilityTimeout(0).waitTimeSeconds(0))
                .join()
                .messages()
                .size();
    }

    private String url() {
        return client.getQueueUrl(b -> b.queueName(QUEUE)).join().queueUrl();
    }

    private CompletableFuture<Void> bootstrap() {
        return new QueueBootstrap(client, QUEUE, DEAD, new StartRetry(Duration.ofSeconds(10))).ensure();
    }
}
