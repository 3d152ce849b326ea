package io.monitoring.store.write;

import io.monitoring.platform.guard.LoadShedding;
import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;

/**
 * Runs a task on a worker thread once an event loop, twice, has done what was waiting for it. That is at once where there is
 * nothing to do. Where requests wait to be read, they are read first: the first turn sends the answers of the write before,
 * the second reads what came meanwhile. So the next write of a busy service takes more with it (bench/ingest).
 *
 * <p>While requests are turned away it is four turns: fewer writes of more points each leave more of the processor to what
 * has a place, and to health (bench/faults --scenario overload). Always four would be slower for clients that wait for each
 * answer.
 */
@ApplicationScoped
class AfterEventLoops implements Executor {

    private static final int TURNS = 2;
    private static final int TURNS_OF_OVERLOAD = 4;

    private final EventLoopGroup loops;
    private final LoadShedding shedding;

    AfterEventLoops(@MainEventLoopGroup EventLoopGroup loops, LoadShedding shedding) {
        this.loops = loops;
        this.shedding = shedding;
    }

    @Override
    public void execute(Runnable task) {
        after(shedding.isGoingOn() ? TURNS_OF_OVERLOAD : TURNS, task);
    }

    private void after(int turns, Runnable task) {
        if (turns == 0) {
            Infrastructure.getDefaultExecutor().execute(task);
        } else {
            loops.next().execute(() -> after(turns - 1, task));
        }
    }
}
