package io.monitoring.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CapacityTest {

    @Test
    void givesNoMoreThanItHas() {
        var room = new Capacity(10);

        assertThat(room.take(6)).isTrue();
        assertThat(room.has(5)).isFalse();
        assertThat(room.take(5)).isFalse();
        assertThat(room.take(4)).isTrue();
        room.giveBack(6);
        assertThat(room.has(6)).isTrue();
        assertThat(room.taken()).isEqualTo(4);
    }

    @Test
    void isNeverOverfullWithManyThreads() throws Exception {
        var room = new Capacity(100);
        var taken = new AtomicInteger();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    for (int j = 0; j < 50; j++) {
                        taken.addAndGet(room.take(1) ? 1 : 0);
                    }
                });
            }
            start.countDown();
        }

        assertThat(taken).hasValue(100);
    }
}
