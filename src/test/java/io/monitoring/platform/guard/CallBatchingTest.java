package io.monitoring.platform.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallBatchingTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());
    private final CallBatching<String, Integer> gathering =
            new CallBatching<>(Duration.ofMillis(50), one -> one.length() / 10.0, this::call);

    private Uni<Integer> call(List<String> group) {
        calls.add(group);
        return group.contains("bad")
                ? Uni.createFrom().failure(new IllegalStateException("bad"))
                : Uni.createFrom().item(group.size());
    }

    @Test
    void makesOneCallForAllThatComeWithinAMoment() {
        List<Integer> outcomes = together("one", "two", "six");

        assertThat(outcomes).containsExactly(3, 3, 3);
        assertThat(calls).containsExactly(List.of("one", "two", "six"));
    }

    @Test
    void opensAnotherGroupWhenThereIsNoRoom() {
        List<Integer> outcomes = together("one", "thousand", "at");

        assertThat(outcomes).containsExactly(1, 2, 2);
        assertThat(calls).containsExactlyInAnyOrder(List.of("one"), List.of("thousand", "at"));
    }

    @Test
    void letsWhatIsTooLargeForAnyGroupGoAlone() {
        assertThat(together("much too large", "one")).containsExactly(1, 1);
    }

    @Test
    void opensAnotherGroupWhenTheMomentIsOver() {
        together("one");
        together("two");

        assertThat(calls).containsExactly(List.of("one"), List.of("two"));
    }

    @Test
    void failsAllOfAGroupAndNobodyElse() {
        assertThat(together("bad", "one")).containsExactly(-1, -1);
        assertThat(together("two")).containsExactly(1);
    }

    /** The outcomes, -1 for a failure. */
    private List<Integer> together(String... all) {
        return Uni.join()
                .all(List.of(all).stream()
                        .map(one -> gathering.with(one).onFailure().recoverWithItem(-1))
                        .toList())
                .andFailFast()
                .await()
                .atMost(SOON);
    }
}
