package io.monitoring.resilience.fleet;

import io.monitoring.platform.aws.ControlGateway;
import io.monitoring.platform.config.Environment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The fleet's items in the one table, by the {@link ControlGateway}: every method is one call of at most one attempt. */
@ApplicationScoped
public class FleetTable {

    /** The most transitions that {@link #keep} takes: DynamoDB's limit for a batch. */
    public static final int BATCH = 25;

    /** How long the item of an instance that died is left to whoever looks for it. */
    private static final Duration INSTANCE_KEPT = Duration.ofHours(1);

    private static final Duration TRANSITION_KEPT = Duration.ofDays(30);

    private final ControlGateway door;
    private final String table;

    FleetTable(ControlGateway door, Environment environment) {
        this.door = door;
        this.table = environment.tableName();
    }

    /** Eventually consistent: half a read unit. What it misses, the next one has. */
    public Uni<ControlDocument> control() {
        return door.dynamo(client -> client.getItem(get -> get.tableName(table).key(FleetItems.CONTROL_KEY)))
                .map(answer -> answer.hasItem() ? FleetItems.control(answer.item()) : ControlDocument.NONE);
    }

    /** One write unit. */
    public Uni<Void> publish(InstanceState state) {
        var item = FleetItems.instance(state, state.seen().plus(INSTANCE_KEPT));
        return door.dynamo(client -> client.putItem(put -> put.tableName(table).item(item)))
                .replaceWithVoid();
    }

    public Uni<Void> leave(String id) {
        return door.dynamo(client ->
                        client.deleteItem(delete -> delete.tableName(table).key(FleetItems.instanceKey(id))))
                .replaceWithVoid();
    }

    /**
     * Gives the next number to an order for these breakers, in one update: two admins at once get two numbers, and no
     * instance can see the number without the order.
     */
    public Uni<ControlDocument> order(Set<String> breakers, Order order) {
        var set = new ArrayList<String>();
        var names = new HashMap<String, String>();
        names.put("#generation", FleetItems.GENERATION);
        set.add("#generation = if_not_exists(#generation, :zero) + :one");
        for (String breaker : breakers) {
            String n = Integer.toString(set.size());
            names.put("#n" + n, FleetItems.orderGeneration(breaker));
            names.put("#o" + n, FleetItems.order(breaker));
            set.add("#n" + n + " = if_not_exists(#generation, :zero) + :one, #o" + n + " = :order");
        }
        var values =
                Map.of(":zero", FleetItems.number(0), ":one", FleetItems.number(1), ":order", FleetItems.order(order));
        return door.dynamo(client -> client.updateItem(update -> update.tableName(table)
                        .key(FleetItems.CONTROL_KEY)
                        .updateExpression("SET " + String.join(", ", set))
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW)))
                .map(answer -> FleetItems.control(answer.attributes()));
    }

    /** Strongly consistent. The first megabyte, which is some 3,000 instances. */
    public Uni<FleetState> fleet() {
        return door.dynamo(client -> client.query(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", FleetItems.PARTITION))))
                .map(answer -> FleetItems.fleet(answer.items()));
    }

    /** Keeps at most {@link #BATCH} transitions for 30 days; the item is what DynamoDB had no room for. */
    public Uni<Set<RecordedTransition>> keep(List<RecordedTransition> transitions) {
        var writes = transitions.stream()
                .map(transition ->
                        FleetItems.transition(transition, transition.at().plus(TRANSITION_KEPT)))
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        return door.dynamo(client -> client.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes))))
                .map(answer -> new HashSet<>(answer.unprocessedItems().getOrDefault(table, List.of()).stream()
                        .map(left -> FleetItems.transition(left.putRequest().item()))
                        .toList()));
    }

    /** The newest transitions of one breaker, {@code from} included and {@code to} excluded. */
    public Uni<List<RecordedTransition>> history(String breaker, Instant from, Instant to, int limit) {
        Map<String, AttributeValue> values = Map.of(
                ":pk", FleetItems.transitions(breaker),
                ":from", FleetItems.text(FleetItems.moment(from)),
                ":to", FleetItems.text(FleetItems.moment(to)));
        return door.dynamo(client -> client.query(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                        .expressionAttributeValues(values)
                        .scanIndexForward(false)
                        .limit(limit)))
                .map(answer ->
                        answer.items().stream().map(FleetItems::transition).toList());
    }
}
