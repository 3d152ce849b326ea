package io.monitoring.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.DependencyException.Unavailable;
import io.monitoring.platform.guard.DependencyState.Condition;
import io.monitoring.platform.guard.DependencyStates;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageProfile.class)
class MessageQueueTest {

    private final OtherSide sqs = OtherSide.instance();

    @Inject
    ProcessingQueue queue;

    /** Its URL is not configured. */
    @Inject
    DeadLetterQueue deadLetters;

    @Inject
    DependencyStates states;

    @Inject
    BreakerFixture fixture;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @Test
    void saysWhichMessagesOfABatchWereRefused() {
        sqs.answers(new OtherSide.Answer.Status(200, """
                {"Successful":[],"Failed":[{"Id":"0","Code":"InternalError","SenderFault":false},
                 {"Id":"2","Code":"InternalError","SenderFault":false}]}"""));

        assertThat(finished(queue.sendAll(List.of("a", "b", "c")))).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void aQueueThatWasNotFoundIsLookedUpAgain() {
        sqs.answers(OtherSide.NO_SUCH_TABLE);
        assertThat(catchThrowable(() -> finished(deadLetters.depth()))).isInstanceOf(Unavailable.class);
        assertThat(states.of(BreakerNames.SQS).condition()).isEqualTo(Condition.UNHEALTHY);
        String url = sqs.url() + "/000000000000/found";

        sqs.answers(
                new OtherSide.Answer.Status(200, "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"7\"}}"),
                new OtherSide.Answer.Status(200, "{\"QueueUrl\":\"" + url + "\"}"));

        assertThat(finished(deadLetters.depth())).isEqualTo(7);
        assertThat(finished(deadLetters.depth())).isEqualTo(7);
        assertThat(sqs.reached()).isEqualTo(3);
        assertThat(finished(deadLetters.url())).isEqualTo(url);
    }

    private static <T> T finished(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(10));
    }
}
