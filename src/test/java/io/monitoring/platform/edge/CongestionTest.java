package io.monitoring.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CongestionTest {

    private static final Duration LATE = Duration.ofMillis(21);
    private static final Duration IN_TIME = Duration.ofMillis(20);

    private final Capacity room = new Capacity(256);
    private final Congestion congestion = new Congestion(room, Duration.ofMillis(20));

    @Test
    void leavesLessRoomTheLongerALoopIsLate() {
        congestion.late(LATE);
        assertThat(room.size()).isEqualTo(204);

        for (int i = 0; i < 100; i++) {
            congestion.late(LATE);
        }
        assertThat(room.size()).isEqualTo(64);
    }

    @Test
    void givesTheRoomBackLittleByLittle() {
        congestion.late(LATE);

        congestion.late(IN_TIME);
        assertThat(room.size()).isEqualTo(205);

        for (int i = 0; i < 100; i++) {
            congestion.late(IN_TIME);
        }
        assertThat(room.size()).isEqualTo(256);
    }

    @Test
    void takesNothingFromWhoHasLittle() {
        var little = new Capacity(3);

        new Congestion(little, Duration.ofMillis(20)).late(LATE);

        assertThat(little.size()).isEqualTo(3);
    }

    @Test
    void noticesThatALoopIsLate() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try {
            Context loop = vertx.getOrCreateContext();
            var held = new CountDownLatch(1);
            var over = new AtomicBoolean();
            loop.runOnContext(any -> congestion.watch(vertx));
            loop.runOnContext(any -> hold(held));

            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            held.countDown();
            loop.runOnContext(any -> over.set(true));

            await().untilTrue(over);
            await().until(() -> room.size() < 256);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void hold(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
