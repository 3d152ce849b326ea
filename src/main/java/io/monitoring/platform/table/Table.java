package io.monitoring.platform.table;

import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.aws.DynamoGateway;
import io.monitoring.platform.config.Environment;
import io.monitoring.platform.guard.DependencyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The one table, as the store uses it: each call goes through the guarded door, names the table, and has its capacity
 * counted by service and kind of item.
 */
@ApplicationScoped
public class Table {

    /** Of small items: a page of 1 MB of them may take DynamoDB longer than an attempt may. */
    private static final int MOST_ITEMS_A_PAGE = 1_000;

    private final DynamoGateway dynamo;
    private final String name;
    private final MeterRegistry meters;

    public Table(DynamoGateway dynamo, Environment environment, MeterRegistry meters) {
        this.dynamo = dynamo;
        this.name = environment.tableName();
        this.meters = meters;
    }

    /** Puts an item whose key must be free; false when it is taken. */
    public Uni<Boolean> putNew(WriteLabel label, Item item) {
        var request = PutItemRequest.builder()
                .tableName(name)
                .item(item.attributes())
                .conditionExpression(ConditionalPut.NEW)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return dynamo.write(client -> client.putItem(request))
                .invoke(response -> count(label, response.consumedCapacity()))
                .replaceWith(true)
                .onFailure(Table::isTaken)
                .recoverWithItem(false);
    }

    /** Also when an attempt that got no answer may be who took it: the key is there. */
    private static boolean isTaken(Throwable failure) {
        return failure instanceof ConditionalCheckFailedException
                || (failure instanceof DependencyException.OutcomeUnknown
                        && failure.getCause() instanceof ConditionalCheckFailedException);
    }

    /** Puts an item whether or not its key is taken. */
    public Uni<Void> put(WriteLabel label, Item item) {
        var request = PutItemRequest.builder()
                .tableName(name)
                .item(item.attributes())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return dynamo.write(client -> client.putItem(request))
                .invoke(response -> count(label, response.consumedCapacity()))
                .replaceWithVoid();
    }

    /** Updates an item, made when it does not exist; false when the update's condition does not hold. */
    public Uni<Boolean> update(WriteLabel label, ItemKey key, Update update) {
        var request = update.request()
                .tableName(name)
                .key(key.attributes())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return dynamo.write(client -> client.updateItem(request))
                .invoke(response -> count(label, response.consumedCapacity()))
                .replaceWith(true)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(false);
    }

    /** Lets an item expire at a time (epoch milliseconds); no matter when there is none. */
    public Uni<Void> expire(WriteLabel label, ItemKey key, long at) {
        return update(
                        label,
                        key,
                        Update.of("SET #ttl = :ttl")
                                .when("attribute_exists(pk)")
                                .with(":ttl", Value.expiry(at)))
                .replaceWithVoid();
    }

    /**
     * Writes all or nothing. Fails with a {@link TransactionRefusedException} when a condition does not hold, also as the
     * cause of an {@code OutcomeUnknown}.
     */
    public Uni<Void> transact(WriteLabel label, String token, List<ConditionalPut> puts) {
        var request = TransactWriteItemsRequest.builder()
                .transactItems(puts.stream().map(put -> put.write(name)).toList())
                .clientRequestToken(token)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return dynamo.write(client -> client.transactWriteItems(request))
                .invoke(response -> response.consumedCapacity().forEach(capacity -> count(label, capacity)))
                .replaceWithVoid()
                .onFailure()
                .transform(Table::refusal);
    }

    private static Throwable refusal(Throwable failure) {
        return switch (failure) {
            case TransactionCanceledException cancelled
            when cancelled.hasCancellationReasons() -> new TransactionRefusedException(cancelled);
            case DependencyException.OutcomeUnknown unknown
            when unknown.getCause() instanceof TransactionCanceledException cancelled
                    && cancelled.hasCancellationReasons() ->
                new DependencyException.OutcomeUnknown(
                        unknown.dependency(),
                        unknown.getMessage(),
                        unknown.retryAfter(),
                        new TransactionRefusedException(cancelled));
            default -> failure;
        };
    }

    /** Strongly consistent; null where there is no such item. */
    public Uni<Item> read(ItemKey key, ReadCost cost) {
        return dynamo.read(client -> client.getItem(request -> request.tableName(name)
                        .key(key.attributes())
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)))
                .invoke(response -> count(cost, response.consumedCapacity()))
                .map(response -> response.hasItem() && !response.item().isEmpty() ? new Item(response.item()) : null);
    }

    /** All items of a query, page by page. */
    public Uni<List<Item>> query(KeyRange range, boolean consistent, ReadCost cost) {
        var request = range.request()
                .tableName(name)
                .consistentRead(consistent)
                .limit(MOST_ITEMS_A_PAGE)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        return page(request, cost, new ArrayList<>());
    }

    /** The last items of a range, last first. For as many as one page holds: {@code limit} of them in 1 MB. */
    public Uni<List<Item>> last(KeyRange range, int limit, boolean consistent, ReadCost cost) {
        var request = range.request()
                .tableName(name)
                .consistentRead(consistent)
                .scanIndexForward(false)
                .limit(limit)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return dynamo.read(client -> client.query(request))
                .invoke(response -> count(cost, response.consumedCapacity()))
                .map(response -> items(response.items()));
    }

    static List<Item> items(List<Map<String, AttributeValue>> items) {
        return items.stream().map(Item::new).toList();
    }

    private Uni<List<Item>> page(QueryRequest.Builder request, ReadCost cost, List<Item> items) {
        var page = request.build();
        return dynamo.read(client -> client.query(page))
                .invoke(response -> {
                    count(cost, response.consumedCapacity());
                    items.addAll(items(response.items()));
                })
                .chain(response -> isLast(response)
                        ? Uni.createFrom().item(items)
                        : page(request.exclusiveStartKey(response.lastEvaluatedKey()), cost, items));
    }

    private static boolean isLast(QueryResponse response) {
        return !response.hasLastEvaluatedKey() || response.lastEvaluatedKey().isEmpty();
    }

    private void count(ReadCost cost, ConsumedCapacity capacity) {
        if (capacity != null && capacity.capacityUnits() != null) {
            cost.add(capacity.capacityUnits());
            meters.counter("monitoring.dynamodb.read.units").increment(capacity.capacityUnits());
        }
    }

    private void count(WriteLabel label, ConsumedCapacity capacity) {
        if (capacity != null && capacity.capacityUnits() != null) {
            meters.counter("monitoring.dynamodb.write.units", "service", label.service(), "kind", label.kind())
                    .increment(capacity.capacityUnits());
        }
    }

    /** What a write is counted under. */
    public record WriteLabel(String service, String kind) {}
}
