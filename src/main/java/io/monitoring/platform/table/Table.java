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
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The one table, as the store uses it: each call goes through the guarded door, names the table, and has its capacity
 * counted by service and kind of item.
 */
@ApplicationScoped
public class Table {

    /** Of small items: a page of 1 MB of them may take DynamoDB longer than an attempt may. */
    private static final int MOST_ITEMS_A_PAGE = 1_000;

    private static final String FAILED_CONDITION = "ConditionalCheckFailed";

    private final DynamoGateway dynamo;
    private final String name;
    private final MeterRegistry meters;

    public Table(DynamoGateway dynamo, Environment environment, MeterRegistry meters) {
        this.dynamo = dynamo;
        this.name = environment.tableName();
        this.meters = meters;
    }

    public String name() {
        return name;
    }

    /** Puts an item whose key must be free; false when it is taken. */
    public Uni<Boolean> putNew(WriteLabel label, Map<String, AttributeValue> item) {
        var request = PutItemRequest.builder()
                .tableName(name)
                .item(item)
                .conditionExpression("attribute_not_exists(pk)")
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
    public Uni<Void> put(WriteLabel label, Map<String, AttributeValue> item) {
        var request = PutItemRequest.builder()
                .tableName(name)
                .item(item)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return dynamo.write(client -> client.putItem(request))
                .invoke(response -> count(label, response.consumedCapacity()))
                .replaceWithVoid();
    }

    /** Updates an item, made when it does not exist; false when the update's condition does not hold. */
    public Uni<Boolean> update(
            WriteLabel label, Map<String, AttributeValue> key, Consumer<UpdateItemRequest.Builder> change) {
        var builder = UpdateItemRequest.builder()
                .tableName(name)
                .key(key)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        change.accept(builder);
        var request = builder.build();
        return dynamo.write(client -> client.updateItem(request))
                .invoke(response -> count(label, response.consumedCapacity()))
                .replaceWith(true)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(false);
    }

    /** Lets an item expire at a time (epoch milliseconds); no matter when there is none. */
    public Uni<Void> expire(WriteLabel label, Map<String, AttributeValue> key, long at) {
        return update(label, key, update -> update.updateExpression("SET #ttl = :ttl")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeNames(Map.of("#ttl", ItemAttributes.TTL))
                        .expressionAttributeValues(Map.of(":ttl", ItemAttributes.expiry(at))))
                .replaceWithVoid();
    }

    /** Writes all or nothing; a failed condition is the SDK's TransactionCanceledException. */
    public Uni<Void> transact(WriteLabel label, String token, List<TransactWriteItem> items) {
        var request = TransactWriteItemsRequest.builder()
                .transactItems(items)
                .clientRequestToken(token)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return dynamo.write(client -> client.transactWriteItems(request))
                .invoke(response -> response.consumedCapacity().forEach(capacity -> count(label, capacity)))
                .replaceWithVoid();
    }

    /** Whether DynamoDB answered that a transaction's conditions do not hold. */
    public static boolean isRefused(Throwable failure) {
        return cancellation(failure) != null;
    }

    private static TransactionCanceledException cancellation(Throwable failure) {
        Throwable refusal = failure instanceof DependencyException.OutcomeUnknown ? failure.getCause() : failure;
        return refusal instanceof TransactionCanceledException canceled && canceled.hasCancellationReasons()
                ? canceled
                : null;
    }

    /**
     * The reason why a transaction was cancelled, where it is that the condition of its item at {@code index} does not
     * hold; else null. Also where an attempt that got no answer may have made it so.
     */
    public static CancellationReason refusedBy(Throwable failure, int index) {
        TransactionCanceledException canceled = cancellation(failure);
        if (canceled == null) {
            return null;
        }
        CancellationReason reason = canceled.cancellationReasons().get(index);
        return FAILED_CONDITION.equals(reason.code()) ? reason : null;
    }

    public Uni<Map<String, AttributeValue>> read(Map<String, AttributeValue> key, ReadCost cost) {
        return dynamo.read(client -> client.getItem(request -> request.tableName(name)
                        .key(key)
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)))
                .invoke(response -> count(cost, response.consumedCapacity()))
                .map(response -> response.item());
    }

    /** All items of a query, page by page. */
    public Uni<List<Map<String, AttributeValue>>> query(KeyRange range, boolean consistent, ReadCost cost) {
        var request = range.request()
                .tableName(name)
                .consistentRead(consistent)
                .limit(MOST_ITEMS_A_PAGE)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        return page(request, cost, new ArrayList<>());
    }

    /** The last items of a range, last first; strongly consistent. For as many as one page holds: {@code limit} of them in 1 MB. */
    public Uni<List<Map<String, AttributeValue>>> last(KeyRange range, int limit, ReadCost cost) {
        var request = range.request()
                .tableName(name)
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return dynamo.read(client -> client.query(request))
                .invoke(response -> count(cost, response.consumedCapacity()))
                .map(QueryResponse::items);
    }

    private Uni<List<Map<String, AttributeValue>>> page(
            QueryRequest.Builder request, ReadCost cost, List<Map<String, AttributeValue>> items) {
        var page = request.build();
        return dynamo.read(client -> client.query(page))
                .invoke(response -> {
                    count(cost, response.consumedCapacity());
                    items.addAll(response.items());
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
