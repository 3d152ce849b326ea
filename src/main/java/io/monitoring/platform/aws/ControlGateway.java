package io.monitoring.platform.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.guard.BreakerPolicy;
import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.DependencyException.Unavailable;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The way out for the traffic that steers the breakers, which must not sit behind them (ADR 9): no breaker, no retry, one
 * attempt with a breaker's attempt timeout, and one call at a time. It is not for data: what it sends may be carried out
 * although it says {@code Unavailable}.
 */
@ApplicationScoped
public class ControlGateway {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final DynamoDbAsyncClient dynamo;
    private final SqsAsyncClient sqs;
    private final ProcessingQueue queue;
    private final GuardedControl guard;
    private final Duration timeout;
    private final MeterRegistry meters;

    ControlGateway(
            DynamoDbAsyncClient dynamo,
            SqsAsyncClient sqs,
            ProcessingQueue queue,
            GuardedControl guard,
            BreakerPolicy policy,
            MeterRegistry meters) {
        this.dynamo = dynamo;
        this.sqs = sqs;
        this.queue = queue;
        this.guard = guard;
        this.timeout = policy.attemptTimeout();
        this.meters = meters;
    }

    /** Fails as {@code Unavailable}, whatever the matter is. */
    public <T> Uni<T> dynamo(Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
        return counted(Dependencies.DYNAMODB, () -> guard.toDynamo(() -> attempt(() -> call.apply(dynamo))));
    }

    /** Whether the processing queue answers: an item, or a failure. */
    public Uni<Void> askQueue() {
        return counted(Dependencies.SQS, () -> guard.toSqs(() -> attempt(() -> queue.attributes(sqs))))
                .replaceWithVoid();
    }

    /** Its time does not count while it waits for its turn. */
    private <T> Uni<T> attempt(Supplier<CompletableFuture<T>> call) {
        return Uni.createFrom().completionStage(call).ifNoItem().after(timeout).fail();
    }

    private <T> Uni<T> counted(String dependency, Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .onFailure()
                .transform(failure -> unavailable(dependency, failure))
                .onItemOrFailure()
                .invoke((item, failure) -> meters.counter(
                                "monitoring.control.calls",
                                "dependency",
                                dependency,
                                "outcome",
                                failure == null ? "success" : "unavailable")
                        .increment());
    }

    private static Unavailable unavailable(String dependency, Throwable failure) {
        String kind =
                switch (failure) {
                    case TimeoutException late -> "timeout";
                    case BulkheadException full -> "too many control calls wait";
                    default -> AwsFailures.of(failure).kind();
                };
        return new Unavailable(dependency, dependency + " is not available: " + kind, SOON, failure);
    }
}
