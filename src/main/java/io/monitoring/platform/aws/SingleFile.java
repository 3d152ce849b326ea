package io.monitoring.platform.aws;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets calls through one after another; beyond a few that wait, the next fails at once. */
final class SingleFile {

    private final int longest;
    private final AtomicInteger inside = new AtomicInteger();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** Takes at most {@code longest} calls, the one under way among them. */
    public SingleFile(int longest) {
        this.longest = longest;
    }

    /** The call starts when those before it have ended, however they did. */
    public <T> Uni<T> next(Uni<T> call, Supplier<Throwable> tooMany) {
        return Uni.createFrom().deferred(() -> {
            if (inside.incrementAndGet() > longest) {
                inside.decrementAndGet();
                return Uni.createFrom().failure(tooMany);
            }
            var mine = new CompletableFuture<Void>();
            CompletableFuture<Void> before = lineUp(mine);
            // A copy: whoever gives up while waiting must not cancel what others wait for as well.
            return Uni.createFrom()
                    .completionStage(before.copy())
                    .chain(() -> call)
                    .onTermination()
                    .invoke(() -> {
                        inside.decrementAndGet();
                        mine.complete(null);
                    });
        });
    }

    private synchronized CompletableFuture<Void> lineUp(CompletableFuture<Void> mine) {
        CompletableFuture<Void> before = last;
        // Both: one that gave up while waiting ends before its turn has come.
        last = CompletableFuture.allOf(before, mine);
        return before;
    }
}
