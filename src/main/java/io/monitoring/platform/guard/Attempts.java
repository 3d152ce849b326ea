package io.monitoring.platform.guard;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The attempts of one guarded call. The retry asks for the {@link #next() next} one; afterwards it is known whether any
 * of them {@link #perhapsCarriedOut() may have been carried out} although none succeeded in time.
 */
public final class Attempts<T> {

    /** Told how each attempt ended. */
    interface Observer {
        void succeeded();

        void failed(AttemptFailure failure);
    }

    private final Supplier<CompletableFuture<T>> call;
    private final Function<Throwable, AttemptFailure> classifier;
    private final Observer observer;
    private final AtomicInteger perhapsCarriedOut = new AtomicInteger();
    private volatile CompletableFuture<T> inFlight;
    private volatile AttemptFailure lastFailure;

    /** @param classifier what a failure of the call says about the dependency */
    Attempts(Supplier<CompletableFuture<T>> call, Function<Throwable, AttemptFailure> classifier, Observer observer) {
        this.call = call;
        this.classifier = classifier;
        this.observer = observer;
    }

    public Uni<T> next() {
        abandon();
        return Uni.createFrom()
                .completionStage(this::send)
                .invoke(observer::succeeded)
                .onFailure()
                .transform(this::settle);
    }

    /** {@code @Timeout} stops waiting but cancels nothing: what it gave up must not keep a connection busy. */
    void abandon() {
        CompletableFuture<T> pending = inFlight;
        if (pending != null) {
            pending.cancel(true);
        }
    }

    boolean perhapsCarriedOut() {
        return perhapsCarriedOut.get() > 0;
    }

    /** How the latest of the attempts that failed did so; null when none has. */
    AttemptFailure lastFailure() {
        return lastFailure;
    }

    private CompletableFuture<T> send() {
        perhapsCarriedOut.incrementAndGet();
        inFlight = call.get();
        return inFlight;
    }

    private AttemptFailure settle(Throwable thrown) {
        AttemptFailure failure = classifier.apply(thrown);
        if (!(failure instanceof AttemptFailure.Unanswered)) {
            perhapsCarriedOut.decrementAndGet();
        }
        lastFailure = failure;
        observer.failed(failure);
        return failure;
    }
}
