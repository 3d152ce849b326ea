package io.monitoring.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

class EmbeddedQueueTest {

    private static final String QUEUE = "queue";

    @TempDir
    Path folder;

    @Test
    void keepsItsMessagesInMemoryOverStopAndStart() {
        try (EmbeddedQueue queue = EmbeddedQueue.inMemory(0).start();
                SqsAsyncClient client = StackClients.sqs(queue.endpoint())) {
            String url = create(client);
            send(client, url);

            queue.stop();
            assertThatThrownBy(() -> receive(client, url)).hasCauseInstanceOf(SdkClientException.class);
            queue.start();

            assertThat(receive(client, url)).containsExactly("hello");
        }
    }

    @Test
    void keepsQueuesAndMessagesInAFolderOverARestart() {
        try (EmbeddedQueue queue = EmbeddedQueue.inFolder(0, folder).start();
                SqsAsyncClient client = StackClients.sqs(queue.endpoint())) {
            send(client, create(client));
        }

        try (EmbeddedQueue queue = EmbeddedQueue.inFolder(0, folder).start();
                SqsAsyncClient client = StackClients.sqs(queue.endpoint())) {
            String url = client.getQueueUrl(b -> b.queueName(QUEUE)).join().queueUrl();

            assertThat(receive(client, url)).containsExactly("hello");
        }
    }

    private static String create(SqsAsyncClient client) {
        return client.createQueue(b -> b.queueName(QUEUE)).join().queueUrl();
    }

    private static void send(SqsAsyncClient client, String url) {
        client.sendMessage(b -> b.queueUrl(url).messageBody("hello")).join();
    }

    private static List<String> receive(SqsAsyncClient client, String url) {
        return client.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(2)).join().messages().stream()
                .map(Message::body)
                .toList();
    }
}
