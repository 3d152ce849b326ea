package io.monitoring.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Many calls, so many at a time. Not {@code Uni.join().usingConcurrencyOf()}: that goes one stack frame deeper for each
 * call that is refused at once, as all are while a breaker is open.
 */
public final class Parallel {

    /** Of one write. Sixteen blocks of 180 KB are 2,900 write units: more at a time only wait for the table. */
    public static final int WRITES = 16;

    /** Of one query: a share of the 256 connections, so that a dozen large queries run beside writes. */
    public static final int READS = 16;

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
