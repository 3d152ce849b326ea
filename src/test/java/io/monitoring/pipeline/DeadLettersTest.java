package io.monitoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.devstack.TestStack;
import io.monitoring.platform.aws.DeadLetterQueue;
import io.monitoring.platform.aws.MessageQueue;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.aws.ReceivedMessage;
import io.monitoring.resilience.FleetProfile;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
@TestProfile(FleetProfile.class)
class DeadLettersTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    DeadLetters deadLetters;

    @Inject
    DeadLetterQueue dead;

    @Inject
    ProcessingQueue queue;

    TestStack stack;

    @BeforeEach
    @AfterEach
    void emptyBoth() {
        stack.recover();
        empty(dead);
        empty(queue);
    }

    @Test
    void allGoBackIntoTheProcessingQueue() {
        List<String> bodies =
                IntStream.range(0, 23).mapToObj(i -> "letter " + i).toList();
        bodies.forEach(body -> finished(dead.send(body)));
        finished(deadLetters.look());
        assertThat(deadLetters.value()).isEqualTo(Optional.of(23L));

        assertThat(finished(deadLetters.redrive("admin:maria"))).isEqualTo(23);

        assertThat(deadLetters.value()).isEqualTo(Optional.of(0L));
        assertThat(empty(queue)).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(empty(dead)).isEmpty();
    }

    @Test
    void withoutTheQueueTheLastCountStands() {
        finished(dead.send("letter"));
        finished(deadLetters.look());

        stack.queue().stop();
        finished(deadLetters.look());

        assertThat(deadLetters.value()).isEqualTo(Optional.of(1L));
    }

    private static List<String> empty(MessageQueue queue) {
        List<String> bodies = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            List<ReceivedMessage> some = finished(queue.receiveNow());
            some.forEach(message -> finished(queue.delete(message)));
            some.forEach(message -> bodies.add(message.body()));
            return some.isEmpty();
        });
        return bodies;
    }

    private static <T> T finished(Uni<T> call) {
        return call.await().atMost(SOON);
    }
}
