package io.monitoring.platform.aws;

import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.guard.GuardedCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * The one door to DynamoDB. Lazy: nothing is sent before subscription. An attempt without an answer is repeated, so a
 * call must come to the same however often it is carried out.
 *
 * <p>Fails with a {@link DependencyException}, or, where DynamoDB says that the request itself is wrong or its condition
 * does not hold, with the SDK's own exception ({@code ConditionalCheckFailedException},
 * {@code TransactionCanceledException}, ...).
 */
@ApplicationScoped
public class DynamoGateway {

    private static final GuardedCalls.Door READ =
            new GuardedCalls.Door(Dependencies.DYNAMODB, BreakerNames.DYNAMODB_READ, AwsFailures::of, false, true);
    private static final GuardedCalls.Door WRITE =
            new GuardedCalls.Door(Dependencies.DYNAMODB, BreakerNames.DYNAMODB_WRITE, AwsFailures::of, true, true);

    private final DynamoDbAsyncClient client;
    private final GuardedDynamo guard;
    private final GuardedCalls calls;

    DynamoGateway(DynamoDbAsyncClient client, GuardedDynamo guard, GuardedCalls calls) {
        this.client = client;
        this.guard = guard;
        this.calls = calls;
    }

    /** A call that changes nothing. Its only {@link DependencyException} is {@code Unavailable}. */
    public <T> Uni<T> read(Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
        return calls.make(READ, () -> call.apply(client), guard::read, guard::heldClosed);
    }

    /** A call that may change something: {@code OutcomeUnknown} when one of its attempts may have, and none succeeded. */
    public <T> Uni<T> write(Function<DynamoDbAsyncClient, CompletableFuture<T>> call) {
        return calls.make(WRITE, () -> call.apply(client), guard::write, guard::heldClosed);
    }
}
