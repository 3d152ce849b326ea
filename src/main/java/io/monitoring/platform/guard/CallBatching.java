package io.monitoring.platform.guard;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Makes one call for all that arrive within a moment: the first opens a group, the others join it while there is room.
 * All of a group have the outcome of its call.
 *
 * @param <T> what is gathered
 * @param <R> what a call comes to
 */
public final class CallBatching<T, R> {

    private final Duration moment;
    private final ToDoubleFunction<T> share;
    private final Function<List<T>, Uni<R>> call;
    private Group open;

    /**
     * @param moment how long a group stays open
     * @param share  which part of a group's room one takes, from 0 to 1; what takes more goes alone
     * @param call   is made once for each group, on a worker thread
     */
    public CallBatching(Duration moment, ToDoubleFunction<T> share, Function<List<T>, Uni<R>> call) {
        this.moment = moment;
        this.share = share;
        this.call = call;
    }

    /** Lazy: who does not subscribe is in no group. Who gives up waiting stays in it. */
    public Uni<R> with(T one) {
        return Uni.createFrom().deferred(() -> join(one));
    }

    private synchronized Uni<R> join(T one) {
        double room = share.applyAsDouble(one);
        if (open == null || open.taken + room > 1) {
            open = new Group();
        }
        open.members.add(one);
        open.taken += room;
        return open.outcome;
    }

    private synchronized List<T> close(Group group) {
        if (group == open) {
            open = null;
        }
        return group.members;
    }

    private final class Group {
        private final List<T> members = new ArrayList<>();
        private final Uni<R> outcome = Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(moment)
                .chain(() -> call.apply(close(this)))
                .memoize()
                .indefinitely();
        private double taken;
    }
}
