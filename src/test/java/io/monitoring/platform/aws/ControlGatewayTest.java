package io.monitoring.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.monitoring.platform.guard.DependencyException.Unavailable;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls are futures that the test completes; the attempt timeout is that of production. */
@QuarkusTest
@TestProfile(OutageProfile.class)
class ControlGatewayTest {

    private final List<CompletableFuture<String>> underWay = new ArrayList<>();
    private final List<CompletableFuture<String>> calls = new ArrayList<>();

    @Inject
    ControlGateway gateway;

    @Inject
    BreakerFixture fixture;

    @BeforeEach
    void startAfresh() {
        fixture.startAfresh();
    }

    @AfterEach
    void endAll() {
        await().until(() -> {
            started().forEach(call -> call.complete("at the end"));
            return calls.stream().allMatch(CompletableFuture::isDone);
        });
    }

    @Test
    void theNextStartsWhenTheOneBeforeHasEndedHoweverItDid() {
        var first = call();
        var second = call();
        assertThat(started()).hasSize(1);

        started().getFirst().completeExceptionally(new IllegalStateException("however it ended"));

        await().until(() -> started().size() == 2);
        assertThatThrownBy(first::join).hasCauseInstanceOf(Unavailable.class);
        started().getLast().complete("answer");
        await().until(second::isDone);
        assertThat(second).isCompletedWithValue("answer");
    }

    @Test
    void whoGivesUpWhileWaitingLetsNobodyPassEarly() {
        var first = call();
        var second = call();
        var third = call();

        second.cancel(true);
        await().during(100, TimeUnit.MILLISECONDS).until(() -> started().size() == 1);
        started().getFirst().complete("answer");

        await().until(first::isDone);
        await().until(() -> {
            started().forEach(call -> call.complete("answer"));
            return third.isDone();
        });
        assertThat(third).isCompletedWithValue("answer");
    }

    @Test
    void beyondFourThatWaitTheNextFailsAtOnce() {
        List<CompletableFuture<String>> taken =
                IntStream.range(0, 5).mapToObj(i -> call()).toList();

        assertThatThrownBy(() -> call().join())
                .hasCauseInstanceOf(Unavailable.class)
                .hasMessageContaining("too many control calls wait");
        assertThat(taken).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void eachSubscriptionIsACallOfItsOwn() {
        Uni<String> twice = gateway.dynamo(client -> begun());
        assertThat(started()).isEmpty();

        for (int subscription = 1; subscription <= 2; subscription++) {
            CompletableFuture<String> call = twice.subscribeAsCompletionStage();
            int expected = subscription;
            await().until(() -> started().size() == expected);
            started().getLast().complete("answer " + subscription);
            await().until(call::isDone);
            assertThat(call).isCompletedWithValue("answer " + subscription);
        }
    }

    @Test
    void theTimeOfACallBeginsWithItsTurn() {
        var first = call();
        var second = call();
        await().until(first::isDone);
        assertThatThrownBy(first::join).hasMessageContaining("timeout");

        await().until(() -> started().size() == 2);
        assertThat(second).isNotDone();
        started().getLast().complete("answer");

        await().until(second::isDone);
        assertThat(second).isCompletedWithValue("answer");
    }

    @Test
    void theQueueIsAskedWhileCallsToTheTableWait() {
        await().until(this::isQueueAnswering); // the first call of all may take longer than an attempt
        List<CompletableFuture<String>> waiting =
                IntStream.range(0, 5).mapToObj(i -> call()).toList();

        assertThat(isQueueAnswering()).isTrue();

        assertThat(waiting.getLast()).isNotDone();
    }

    private boolean isQueueAnswering() {
        return gateway.askQueue()
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private CompletableFuture<String> call() {
        CompletableFuture<String> call = gateway.dynamo(client -> begun()).subscribeAsCompletionStage();
        calls.add(call);
        return call;
    }

    private synchronized CompletableFuture<String> begun() {
        var answer = new CompletableFuture<String>();
        underWay.add(answer);
        return answer;
    }

    private synchronized List<CompletableFuture<String>> started() {
        return List.copyOf(underWay);
    }
}
