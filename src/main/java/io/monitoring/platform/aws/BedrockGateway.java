package io.monitoring.platform.aws;

import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.guard.GuardedCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The one door to Bedrock. Lazy; one attempt, which ends with {@code monitoring.bedrock.wait-millis}. Fails with a
 * {@link DependencyException.Unavailable}, or, where Bedrock says that the request itself is wrong, with the SDK's own
 * exception.
 */
@ApplicationScoped
public class BedrockGateway {

    private static final GuardedCalls.Door CALL =
            new GuardedCalls.Door(Dependencies.BEDROCK, BreakerNames.BEDROCK, AwsFailures::of, false, true);

    private final BedrockClients clients;
    private final GuardedBedrock guard;
    private final GuardedCalls calls;

    BedrockGateway(BedrockClients clients, GuardedBedrock guard, GuardedCalls calls) {
        this.clients = clients;
        this.guard = guard;
        this.calls = calls;
    }

    public Uni<ModelAnswer> ask(ModelRequest request) {
        return calls.make(
                        CALL,
                        () -> clients.client().converse(BedrockMessages.of(request)),
                        guard::call,
                        guard::heldClosed)
                .map(BedrockMessages::of);
    }
}
