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
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The way out for the traffic that steers the breakers, which must not sit behind them (ADR 9): no breaker, no retry, one
 * attempt with a breaker's attempt timeout, and one call at a time. It is not for data: what it sends may be carried out
 * although it says {@code Unavailable}.
 */
@ApplicationScoped
public class ControlGateway {

    /** Enough for the background and a few admins; more would only wait for the same answer. */
    private static final int CALLS_AT_MOST = 5;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final DynamoDbAsyncClient dynamo;
    private final SqsAsyncClient sqs;
    private final ProcessingQueue queue;
    private final Duration timeout;
    private final MeterRegistry meters;
    private final SingleFile toDynamo = new SingleFile(CALLS_AT_MOST);
    private final SingleFile toSqs = new SingleFile(CALLS_AT_MOST);

    ControlGateway(
            DynamoDbAsyncClient dynamo,
            SqsAsyncClient sqs,
            ProcessingQueue queue,
            BreakerPolicy policy,
            MeterRegistry meters) {
        this.dynamo = dynamo;
        this.sqs = sqs;
        this.queue = queue;
        this.timeout = policy.attemptTimeout();
        this.meters = meters;
    }

    /** Fails as {@code Unavailable}, whatever the matter is. */
    public <T> Uni<T> dynamo(Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
        return once(Dependencies.DYNAMODB, toDynamo, () -> call.apply(dynamo));
    }

    /** Whether the processing queue answers: an item, or a failure. */
    public Uni<Void> askQueue() {
        return once(Dependencies.SQS, toSqs, () -> queue.attributes(sqs)).replaceWithVoid();
    }

    private <T> Uni<T> once(String dependency, SingleFile file, Supplier<CompletableFuture<T>> call) {
        Uni<T> attempt =
                Uni.createFrom().completionStage(call).ifNoItem().after(timeout).fail();
        return file.next(attempt, () -> new IllegalStateException("too many control calls wait"))
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
        String kind = failure instanceof TimeoutException
                ? "timeout"
                : AwsFailures.of(failure).kind();
        return new Unavailable(dependency, dependency + " is not available: " + kind, SOON, failure);
    }
}
