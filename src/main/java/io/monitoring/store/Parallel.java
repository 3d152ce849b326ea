package io.monitoring.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Many calls, so many at a time. Not {@code Uni.join().usingConcurrencyOf()}: that goes one stack frame deeper for each
 * call that is refused at once, as all are while a breaker is open.
 */
public final class Parallel {

    private Parallel() {}

    /** What they came to, in no particular order, or the first failure. */
    public static <T> Uni<List<T>> all(List<Uni<T>> calls, int atATime) {
        return Multi.createFrom()
                .iterable(calls)
                .onItem()
                .transformToUni(call -> call)
                .merge(atATime)
                .collect()
                .asList();
    }

    /** Done when all are, or with the first failure. */
    public static Uni<Void> run(List<Uni<Void>> calls, int atATime) {
        return all(calls, atATime).replaceWithVoid();
    }
}
