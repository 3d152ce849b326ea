package io.monitoring.store;

import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;

/**
 * Runs a task on a worker thread once an event loop, twice, has done what was waiting for it. That is at once where there is
 * nothing to do. Where requests wait to be read, they are read first: the first turn sends the answers of the write before,
 * the second reads what came meanwhile. So the next write of a busy service takes more with it (bench/ingest).
 */
@ApplicationScoped
class AfterEventLoops implements Executor {

    private static final int TURNS = 2;

    private final EventLoopGroup loops;

    AfterEventLoops(@MainEventLoopGroup EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public void execute(Runnable task) {
        after(TURNS, task);
    }

    private void after(int turns, Runnable task) {
        if (turns == 0) {
            Infrastructure.getDefaultExecutor().execute(task);
        } else {
            loops.next().execute(() -> after(turns - 1, task));
        }
    }
}
