package io.monitoring.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchWindowTest {

    private final BatchWindow appetite = new BatchWindow(1, 40);

    @Test
    void doublesFromOneToTheMost() {
        assertThat(successes(8)).containsExactly(1, 2, 4, 8, 16, 32, 40, 40);
    }

    @Test
    void isCarefulBeyondHalfOfWhatWasTooMany() {
        successes(5);

        appetite.after(10, false);

        assertThat(successes(8)).containsExactly(1, 2, 4, 8, 16, 17, 18, 19);
    }

    @Test
    void aSingleOneThatFailsDoesNotMakeItMoreCareful() {
        successes(5);
        appetite.after(10, false);
        appetite.after(1, false);

        assertThat(successes(6)).containsExactly(1, 2, 4, 8, 16, 17);
    }

    @Test
    void anEmptyQueueProvesNothing() {
        appetite.after(0, true);

        assertThat(appetite.messages()).isEqualTo(1);
    }

    private List<Integer> successes(int count) {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seen.add(appetite.messages());
            appetite.after(1, true);
        }
        return seen;
    }
}
