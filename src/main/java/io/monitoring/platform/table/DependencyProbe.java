package io.monitoring.platform.table;

import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.aws.ProcessingQueue;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.config.InternalConfig;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyState;
import io.monitoring.platform.guard.DependencyStates;
import io.monitoring.platform.start.StartupOrder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/**
 * Asks the dependencies through their gateways, so that an idle instance knows their state and a half-open breaker closes
 * without waiting for a caller to be its trial. Asks nothing that traffic has told within half the interval.
 *
 * <p>What an idle instance costs a month at the on-demand prices of us-east-1: 520,000 eventually consistent reads of one
 * small item at $0.0625 a million, 3 cents; 43,000 writes at $0.625 a million, 3 cents; 520,000 calls to SQS at $0.40 a
 * million, 21 cents. A write every 5 seconds would make it 32 cents; hence once a minute while all is well.
 */
@ApplicationScoped
public class DependencyProbe {

    /** Soon enough for {@code /health} to say within seconds what is away. */
    private static final String EVERY = "PT5S";

    private static final Duration INTERVAL = Duration.parse(EVERY);

    /** While writes are known to succeed; where they are not, it writes as often as it asks. */
    private static final Duration WRITE_INTERVAL = Duration.ofMinutes(1);

    static final Map<String, AttributeValue> ITEM = new ItemKey(KeyPrefix.PROBE.of(), "probe").attributes();

    private final DynamoGateway dynamo;
    private final ProcessingQueue queue;
    private final Breakers breakers;
    private final DependencyStates states;
    private final boolean enabled;
    private final String table;
    private final Clock clock;
    private volatile boolean started;

    DependencyProbe(
            DynamoGateway dynamo,
            ProcessingQueue queue,
            Breakers breakers,
            DependencyStates states,
            InternalConfig internal,
            Environment environment,
            Clock clock) {
        this.dynamo = dynamo;
        this.queue = queue;
        this.breakers = breakers;
        this.states = states;
        this.enabled = internal.probe();
        this.table = environment.tableName();
        this.clock = clock;
    }

    /** The scheduler is quicker than the embedded stack and the bootstrap: their absence until now was no outage. */
    void started(@Observes @Priority(StartupOrder.LAST) StartupEvent event) {
        started = true;
    }

    @Scheduled(identity = "dependency-probe", every = EVERY, concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> scheduled() {
        return started && enabled ? ask() : Uni.createFrom().voidItem();
    }

    /** Asks what is due; the answers are in {@link DependencyStates}. Never fails. */
    public Uni<Void> ask() {
        return Uni.join()
                .all(
                        whenDue(BreakerNames.DYNAMODB_READ, INTERVAL, this::read),
                        whenDue(BreakerNames.DYNAMODB_WRITE, writeInterval(), this::write),
                        whenDue(BreakerNames.SQS, INTERVAL, this::askQueue))
                .andFailFast()
                .replaceWithVoid();
    }

    private Duration writeInterval() {
        boolean wellKnown = states.of(BreakerNames.DYNAMODB_WRITE).condition() == DependencyState.Condition.HEALTHY;
        return wellKnown ? WRITE_INTERVAL : INTERVAL;
    }

    /** The gateways remember the outcome; a failure has no other listener here. */
    private Uni<Void> whenDue(String breaker, Duration interval, Supplier<Uni<?>> question) {
        return due(breaker, interval)
                ? question.get().replaceWithVoid().onFailure().recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    private boolean due(String breaker, Duration interval) {
        return switch (breakers.state(breaker)) {
            case OPEN -> false;
            case HALF_OPEN -> true;
            case CLOSED -> states.of(breaker).seen().isBefore(clock.instant().minus(interval.dividedBy(2)));
        };
    }

    private Uni<?> read() {
        return dynamo.read(client -> read(client, table));
    }

    private Uni<?> write() {
        return dynamo.write(client -> write(client, table));
    }

    static CompletableFuture<GetItemResponse> read(DynamoDbAsyncClient client, String table) {
        return client.getItem(get -> get.tableName(table).key(ITEM));
    }

    static CompletableFuture<PutItemResponse> write(DynamoDbAsyncClient client, String table) {
        return client.putItem(put -> put.tableName(table).item(ITEM));
    }

    private Uni<?> askQueue() {
        return queue.depth();
    }
}
