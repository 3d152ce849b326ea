package io.monitoring.platform.table;

import io.monitoring.platform.aws.ControlGateway;
import io.monitoring.platform.config.Environment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The one table for the traffic that steers the breakers and must not sit behind them (ADR 9): each method is one call of
 * at most one attempt, and fails as {@code Unavailable}, whatever the matter is.
 */
@ApplicationScoped
public class ControlTable {

    /** The most items that {@link #putAll} takes: DynamoDB's limit for a batch. */
    public static final int BATCH = 25;

    private final ControlGateway door;
    private final String name;

    ControlTable(ControlGateway door, Environment environment) {
        this.door = door;
        this.name = environment.tableName();
    }

    /** Eventually consistent: half a read unit. Null where there is no such item. */
    public Uni<Item> read(ItemKey key) {
        return door.dynamo(client -> client.getItem(get -> get.tableName(name).key(key.attributes())))
                .map(answer -> answer.hasItem() ? new Item(answer.item()) : null);
    }

    public Uni<Void> put(Item item) {
        return door.dynamo(client -> client.putItem(put -> put.tableName(name).item(item.attributes())))
                .replaceWithVoid();
    }

    public Uni<Void> delete(ItemKey key) {
        return door.dynamo(client ->
                        client.deleteItem(delete -> delete.tableName(name).key(key.attributes())))
                .replaceWithVoid();
    }

    /** The item as it is afterwards. */
    public Uni<Item> update(ItemKey key, Update update) {
        var request = update.request()
                .tableName(name)
                .key(key.attributes())
                .returnValues(ReturnValue.ALL_NEW)
                .build();
        return door.dynamo(client -> client.updateItem(request)).map(answer -> new Item(answer.attributes()));
    }

    /** Puts at most {@link #BATCH} items; the answer is what DynamoDB had no room for. */
    public Uni<Set<Item>> putAll(List<Item> items) {
        var writes = items.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(put -> put.item(item.attributes()))
                        .build())
                .toList();
        return door.dynamo(client -> client.batchWriteItem(batch -> batch.requestItems(Map.of(name, writes))))
                .map(answer -> answer.unprocessedItems().getOrDefault(name, List.of()).stream()
                        .map(left -> new Item(left.putRequest().item()))
                        .collect(Collectors.toSet()));
    }

    /** The first megabyte of a range; strongly consistent. */
    public Uni<List<Item>> query(KeyRange range) {
        var request = range.request().tableName(name).consistentRead(true).build();
        return door.dynamo(client -> client.query(request)).map(answer -> Table.items(answer.items()));
    }

    /** The last items of a range, last first; eventually consistent. */
    public Uni<List<Item>> last(KeyRange range, int limit) {
        var request = range.request()
                .tableName(name)
                .scanIndexForward(false)
                .limit(limit)
                .build();
        return door.dynamo(client -> client.query(request)).map(answer -> Table.items(answer.items()));
    }
}
