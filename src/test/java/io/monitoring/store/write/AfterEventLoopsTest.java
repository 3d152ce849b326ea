package io.monitoring.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.monitoring.platform.guard.LoadShedding;
import io.netty.channel.DefaultEventLoopGroup;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AfterEventLoopsTest {

    private final DefaultEventLoopGroup loops = new DefaultEventLoopGroup(1);
    private final LoadShedding shedding = new LoadShedding(() -> 0);
    private final AfterEventLoops executor = new AfterEventLoops(loops, shedding);
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        loops.shutdownGracefully().syncUninterruptibly();
    }

    @Test
    void whatALoopIsToldMeanwhileComesFirst() {
        loops.execute(() -> {
            executor.execute(() -> order.add("write"));
            loops.execute(() -> order.add("read"));
        });

        await().until(() -> order.size() == 2);
        assertThat(order).containsExactly("read", "write");
    }

    @Test
    void alsoWhatItIsToldAfterThatWhileRequestsAreTurnedAway() {
        shedding.turnedAway();
        loops.execute(() -> {
            executor.execute(() -> order.add("write"));
            loops.execute(() -> loops.execute(() -> loops.execute(() -> order.add("read"))));
        });

        await().until(() -> order.size() == 2);
        assertThat(order).containsExactly("read", "write");
    }

    @Test
    void runsOnNoLoop() {
        executor.execute(() -> order.add(Thread.currentThread().getName()));

        await().until(() -> !order.isEmpty());
        assertThat(order.getFirst()).doesNotStartWith("defaultEventLoopGroup");
    }
}
