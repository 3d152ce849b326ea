package io.monitoring.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SingleFileTest {

    private final List<CompletableFuture<String>> underWay = new ArrayList<>();
    private final SingleFile file = new SingleFile(3);

    @Test
    void theNextStartsWhenTheOneBeforeHasEnded() {
        var first = call();
        var second = call();
        assertThat(underWay).hasSize(1);

        underWay.getFirst().completeExceptionally(new IllegalStateException("however it ended"));

        assertThat(first).isCompletedExceptionally();
        assertThat(underWay).hasSize(2);
        underWay.getLast().complete("answer");
        assertThat(second).isCompletedWithValue("answer");
    }

    @Test
    void whoGivesUpWhileWaitingLetsNobodyPassEarly() {
        var first = call();
        var second = call();
        var third = call();

        second.cancel(true);
        assertThat(underWay).hasSize(1);
        underWay.getFirst().complete("answer");

        assertThat(first).isCompleted();
        assertThat(underWay).hasSize(2);
        underWay.getLast().complete("answer");
        assertThat(third).isCompleted();
    }

    @Test
    void aFullFileTurnsAway() {
        var first = call();
        var second = call();
        var third = call();
        assertThat(List.of(first, second, third)).noneMatch(CompletableFuture::isDone);

        assertThatThrownBy(() -> call().join()).hasRootCauseMessage("full");
    }

    private CompletableFuture<String> call() {
        return file.next(
                        Uni.createFrom().completionStage(() -> {
                            var answer = new CompletableFuture<String>();
                            underWay.add(answer);
                            return answer;
                        }),
                        () -> new IllegalStateException("full"))
                .subscribeAsCompletionStage();
    }
}
