package io.monitoring.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyException.OutcomeUnknown;
import io.monitoring.platform.guard.DependencyException.Unavailable;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

@QuarkusTest
@TestProfile(OutageProfile.class)
class SqsGatewayTest {

    private static final String URL = OtherSide.instance().url() + "/000000000000/q";

    private final OtherSide sqs = OtherSide.instance();

    @Inject
    SqsGateway gateway;

    @Inject
    Breakers breakers;

    @Inject
    BreakerFixture fixture;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @Test
    void aDeletionWithoutAnAnswerMayHaveBeenDone() {
        sqs.answers(OtherSide.DISCONNECT);

        assertThat(failure(delete())).isInstanceOf(OutcomeUnknown.class);
        assertThat(sqs.reached()).isEqualTo(3);
    }

    @Test
    void aThrottledDeletionWasNotDone() {
        sqs.answers(OtherSide.error(400, "RequestThrottled"));

        assertThat(failure(delete())).isInstanceOfSatisfying(Unavailable.class, away -> assertThat(away.dependency())
                .isEqualTo("sqs"));
    }

    @Test
    void aLongPollIsNotCutByTheTimeoutOfAnAttempt() {
        sqs.answers(OtherSide.SILENCE);
        var poll = receive().subscribeAsCompletionStage();

        await().during(1200, TimeUnit.MILLISECONDS).until(() -> !poll.isDone());
        sqs.answers(OtherSide.OK);

        await().until(poll::isDone);
        assertThat(poll)
                .isCompletedWithValueMatching(received -> received.messages().isEmpty());
    }

    @Test
    void failedPollsAreNeitherRepeatedNorCounted() {
        sqs.answers(OtherSide.SERVER_ERROR);

        for (int i = 0; i < 20; i++) {
            assertThat(failure(receive())).isInstanceOf(Unavailable.class);
        }

        assertThat(sqs.reached()).isEqualTo(20);
        assertThat(breakers.state(BreakerNames.SQS)).isEqualTo(CircuitBreakerState.CLOSED);
    }

    @Test
    void pollsAreRefusedUntilAShortCallHasClosedTheBreaker() {
        sqs.answers(OtherSide.SERVER_ERROR);
        await().until(() -> {
            failure(delete());
            return breakers.state(BreakerNames.SQS) == CircuitBreakerState.OPEN;
        });
        sqs.answers(OtherSide.OK);

        assertThat(failure(receive())).isInstanceOf(Unavailable.class);
        await().until(() -> breakers.state(BreakerNames.SQS) == CircuitBreakerState.HALF_OPEN);
        assertThat(failure(receive())).isInstanceOf(Unavailable.class);
        assertThat(sqs.reached()).isZero();

        finished(delete());
        finished(receive());

        assertThat(breakers.state(BreakerNames.SQS)).isEqualTo(CircuitBreakerState.CLOSED);
        assertThat(sqs.reached()).isEqualTo(2);
    }

    private Uni<DeleteMessageResponse> delete() {
        return gateway.call(
                client -> client.deleteMessage(delete -> delete.queueUrl(URL).receiptHandle("r")));
    }

    private Uni<ReceiveMessageResponse> receive() {
        return gateway.receive(
                client -> client.receiveMessage(poll -> poll.queueUrl(URL).waitTimeSeconds(20)));
    }

    private static <T> T finished(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(10));
    }

    private static Throwable failure(Uni<?> call) {
        return catchThrowable(() -> finished(call));
    }
}
