package io.monitoring.platform.aws;

import io.monitoring.platform.guard.Attempts;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.GuardedCalls;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The one way to SQS, behind {@link MessageQueue}. Lazy, repeated and failing as {@link DynamoGateway} is. */
@ApplicationScoped
public class SqsGateway {

    private static final GuardedCalls.Door CALL =
            new GuardedCalls.Door(Dependencies.SQS, BreakerNames.SQS, AwsFailures::of, true, true);
    private static final GuardedCalls.Door POLL =
            new GuardedCalls.Door(Dependencies.SQS, BreakerNames.SQS, AwsFailures::of, false, false);

    private final SqsAsyncClient client;
    private final GuardedSqs guard;
    private final GuardedCalls calls;
    private final Breakers breakers;

    SqsGateway(SqsAsyncClient client, GuardedSqs guard, GuardedCalls calls, Breakers breakers) {
        this.client = client;
        this.guard = guard;
        this.calls = calls;
        this.breakers = breakers;
    }

    /** Sends, deletes, changes visibility, asks for attributes: everything but the long poll. */
    public <T> Uni<T> call(Function<SqsAsyncClient, CompletableFuture<T>> call) {
        return calls.make(CALL, () -> call.apply(client), guard::call, guard::heldClosed);
    }

    /**
     * A long poll: one attempt with a timeout of its own. It respects the breaker and does not move it. While the breaker
     * is not closed the poll is refused at once, so that twenty seconds of waiting are never the trial on which a
     * half-open breaker decides; and its failures are not counted, because an empty poll that ends late is a matter of
     * the network's patience. The short calls of the probe, and of everybody who sends, decide.
     */
    <T> Uni<T> receive(Function<SqsAsyncClient, CompletableFuture<T>> call) {
        return calls.make(POLL, () -> call.apply(client), this::pollWhileClosed, guard::poll);
    }

    private <T> Uni<T> pollWhileClosed(Attempts<T> attempts) {
        return breakers.state(BreakerNames.SQS) == CircuitBreakerState.CLOSED
                ? guard.poll(attempts)
                : Uni.createFrom().failure(new CircuitBreakerOpenException("sqs circuit breaker is not closed"));
    }
}
