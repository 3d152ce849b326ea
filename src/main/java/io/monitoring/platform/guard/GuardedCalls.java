package io.monitoring.platform.guard;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.monitoring.platform.guard.DependencyException.OutcomeUnknown;
import io.monitoring.platform.guard.DependencyException.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** What is around the guard of every outside call: telling its failures apart, counting them, remembering the last. */
@ApplicationScoped
public class GuardedCalls {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Breakers breakers;
    private final DependencyStates states;
    private final MeterRegistry meters;

    GuardedCalls(Breakers breakers, DependencyStates states, MeterRegistry meters) {
        this.breakers = breakers;
        this.states = states;
        this.meters = meters;
    }

    /**
     * Makes the call through {@code guard}, the annotated method that holds the retry, the breaker and the timeout.
     * Nothing happens before subscription, and each subscription is a call of its own. Where an admin holds the breaker
     * open nothing is sent; where one holds it closed, {@code heldClosed} takes the place of {@code guard}.
     */
    public <T> Uni<T> make(
            Door door,
            Supplier<CompletableFuture<T>> call,
            Function<Attempts<T>, Uni<T>> guard,
            Function<Attempts<T>, Uni<T>> heldClosed) {
        return Uni.createFrom().deferred(() -> {
            var attempts = new Attempts<>(call, door.classifier(), observer(door));
            var timer = Timer.start(meters);
            Optional<ManualHold> hold = breakers.hold(door.breaker());
            if (hold.isPresent() && hold.get().open()) {
                return Uni.createFrom().failure(takenOut(door, timer));
            }
            return (hold.isPresent() ? heldClosed : guard)
                    .apply(attempts)
                    .onItem()
                    .invoke(() -> {
                        states.answered(door.breaker());
                        count(door, "success", timer);
                    })
                    .onFailure()
                    .transform(failure -> {
                        attempts.abandon();
                        remember(door, failure, attempts.lastFailure());
                        return ended(door, failure, attempts.perhapsCarriedOut(), timer);
                    });
        });
    }

    private Unavailable takenOut(Door door, Timer.Sample timer) {
        breakers.of(door.breaker()).refused();
        count(door, "refused", timer);
        return unavailable(door, " is held open by an admin", breakers.retryAfter(door.breaker()), null);
    }

    private Attempts.Observer observer(Door door) {
        BreakerRecord breaker = breakers.of(door.breaker());
        return new Attempts.Observer() {
            @Override
            public void succeeded() {
                if (door.counted()) {
                    breaker.attempted(null);
                }
            }

            @Override
            public void failed(AttemptFailure failure) {
                if (door.counted()) {
                    breaker.attempted(failure instanceof AttemptFailure.Answered ? null : failure.kind());
                }
            }
        };
    }

    private Throwable ended(Door door, Throwable failure, boolean perhapsCarriedOut, Timer.Sample timer) {
        Throwable cause = failure instanceof AttemptFailure attempt ? attempt.getCause() : failure;
        if (door.writes() && (perhapsCarriedOut || failure instanceof TimeoutException)) {
            count(door, "outcome_unknown", timer);
            return new OutcomeUnknown(
                    door.dependency(), door.dependency() + " did not say whether it stored it", SOON, cause);
        }
        return switch (failure) {
            case AttemptFailure.CallersFault fault -> {
                count(door, "client_error", timer);
                yield fault.getCause();
            }
            case CircuitBreakerOpenException open -> {
                count(door, "refused", timer);
                yield unavailable(
                        door, " is not called: its circuit breaker is open", breakers.retryAfter(door.breaker()), open);
            }
            case AttemptFailure other -> {
                count(door, "unavailable", timer);
                yield unavailable(door, " is not available: " + other.kind(), SOON, cause);
            }
            case TimeoutException timeout -> {
                count(door, "unavailable", timer);
                yield unavailable(door, " did not answer in time", SOON, timeout);
            }
            default -> {
                count(door, "unavailable", timer);
                yield unavailable(door, " could not be called", SOON, failure);
            }
        };
    }

    /** A call that the breaker ended has still told something if an attempt of its own has failed before. */
    private void remember(Door door, Throwable failure, AttemptFailure lastAttempt) {
        switch (failure) {
            case AttemptFailure.Answered answered -> states.answered(door.breaker());
            case AttemptFailure attempt -> states.failed(door.breaker(), attempt.kind());
            case TimeoutException timeout -> states.failed(door.breaker(), "timeout");
            case CircuitBreakerOpenException open -> {
                breakers.of(door.breaker()).refused();
                if (lastAttempt != null && !(lastAttempt instanceof AttemptFailure.Answered)) {
                    states.failed(door.breaker(), lastAttempt.kind());
                }
            }
            default -> states.failed(door.breaker(), "internal");
        }
    }

    private static Unavailable unavailable(Door door, String what, Duration retryAfter, Throwable cause) {
        return new Unavailable(door.dependency(), door.dependency() + what, retryAfter, cause);
    }

    private void count(Door door, String outcome, Timer.Sample timer) {
        meters.counter("monitoring.dependency.calls", "dependency", door.dependency(), "outcome", outcome)
                .increment();
        timer.stop(Timer.builder("monitoring.dependency.call")
                .tag("dependency", door.dependency())
                .tag("outcome", outcome)
                .register(meters));
    }

    /**
     * One kind of outside call.
     *
     * @param classifier what a failure of the call says about the dependency; the door's own, since each knows its client
     * @param counted whether its attempts move the breaker
     */
    public record Door(
            String dependency,
            String breaker,
            Function<Throwable, AttemptFailure> classifier,
            boolean writes,
            boolean counted) {}
}
