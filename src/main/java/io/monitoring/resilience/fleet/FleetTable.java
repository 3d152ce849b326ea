package io.monitoring.resilience.fleet;

import io.monitoring.platform.table.ControlTable;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.Update;
import io.monitoring.platform.table.Value;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The fleet's items in the one table, by the {@link ControlTable}: every method is one call of at most one attempt. */
@ApplicationScoped
public class FleetTable {

    /** The most transitions that {@link #keep} takes. */
    public static final int BATCH = ControlTable.BATCH;

    /** How long the item of an instance that died is left to whoever looks for it. */
    private static final Duration INSTANCE_KEPT = Duration.ofHours(1);

    private static final Duration TRANSITION_KEPT = Duration.ofDays(30);

    private final ControlTable table;

    FleetTable(ControlTable table) {
        this.table = table;
    }

    /** Eventually consistent: half a read unit. What it misses, the next one has. */
    public Uni<ControlDocument> control() {
        return table.read(FleetItems.CONTROL_KEY)
                .map(item -> item == null ? ControlDocument.NONE : FleetItems.control(item));
    }

    /** One write unit. */
    public Uni<Void> publish(InstanceState state) {
        return table.put(FleetItems.instance(state, state.seen().plus(INSTANCE_KEPT)));
    }

    public Uni<Void> leave(String id) {
        return table.delete(FleetItems.instanceKey(id));
    }

    /**
     * Gives the next number to an order for these breakers, in one update: two admins at once get two numbers, and no
     * instance can see the number without the order.
     */
    public Uni<ControlDocument> order(Set<String> breakers, Order order) {
        var set = new ArrayList<String>();
        set.add("#generation = if_not_exists(#generation, :zero) + :one");
        for (int n = 0; n < breakers.size(); n++) {
            set.add("#n" + n + " = if_not_exists(#generation, :zero) + :one, #o" + n + " = :order");
        }
        Update update = Update.of("SET " + String.join(", ", set))
                .name("#generation", FleetItems.GENERATION)
                .number(":zero", 0)
                .number(":one", 1)
                .with(":order", Value.item(FleetItems.order(order)));
        int n = 0;
        for (String breaker : breakers) {
            update.name("#n" + n, FleetItems.orderGeneration(breaker)).name("#o" + n, FleetItems.order(breaker));
            n++;
        }
        return table.update(FleetItems.CONTROL_KEY, update).map(FleetItems::control);
    }

    /** Strongly consistent. The first megabyte, which is some 3,000 instances. */
    public Uni<FleetState> fleet() {
        return table.query(KeyRange.partition(FleetItems.PARTITION)).map(FleetItems::fleet);
    }

    /** Keeps at most {@link #BATCH} transitions for 30 days; the item is what DynamoDB had no room for. */
    public Uni<Set<RecordedTransition>> keep(List<RecordedTransition> transitions) {
        List<Item> items = transitions.stream()
                .map(transition ->
                        FleetItems.transition(transition, transition.at().plus(TRANSITION_KEPT)))
                .toList();
        return table.putAll(items)
                .map(left -> left.stream().map(FleetItems::transition).collect(Collectors.toSet()));
    }

    /** The newest transitions of one breaker, {@code from} included and {@code to} excluded. */
    public Uni<List<RecordedTransition>> history(String breaker, Instant from, Instant to, int limit) {
        var range = KeyRange.between(FleetItems.transitions(breaker), FleetItems.moment(from), FleetItems.moment(to));
        return table.last(range, limit)
                .map(items -> items.stream().map(FleetItems::transition).toList());
    }
}
