package io.monitoring.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One environment over a long life. */
class ThousandEventsIT {

    private static final int TO_WARM_UP = 1_000;
    private static final int EVENTS = 1_000;
    /** What a heap that is not full yet, and code that is still being compiled, may add: 12 KB an event. */
    private static final long MARGIN = 12L * 1024 * EVENTS;

    @Test
    void doesNotGrow() {
        try (LambdaFixture lambda = new LambdaFixture(LambdaFixture.PATIENT)) {
            run(lambda, TO_WARM_UP);
            lambda.messages();
            long before = lambda.function.residentMemory();

            run(lambda, EVENTS);

            long after = lambda.function.residentMemory();
            System.out.printf(
                    "resident memory: %d MiB after %d events, %d MiB after %d more%n",
                    before >> 20, TO_WARM_UP, after >> 20, EVENTS);
            assertThat(after - before).isLessThan(MARGIN);
        }
    }

    /** A mix of what a function gets. */
    private static void run(LambdaFixture lambda, int events) {
        String dirty = null;
        for (int i = 0; i < events; i++) {
            switch (i % 5) {
                case 0 -> assertThat(lambda.post("mix", i)).isEqualTo(201);
                case 1 ->
                    assertThat(lambda.answer("{}").path("circuit_breaker").asText())
                            .isEqualTo("CLOSED");
                case 2 -> lambda.answer(Events.rest("GET", "/services", Map.of(), null));
                case 3 -> {
                    dirty = dirty == null ? lambda.messages().getFirst() : dirty;
                    assertThat(lambda.failed(List.of(dirty, "not of ours"))).containsExactly("m1");
                }
                default -> lambda.error("{\"hello\":\"world\"}");
            }
        }
    }
}
