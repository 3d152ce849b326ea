package io.monitoring.resilience.fleet;

import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.Stamp;
import io.monitoring.platform.table.Value;
import io.monitoring.resilience.fleet.ControlDocument.Issued;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;

/**
 * The fleet's items in the one table.
 *
 * <p>The control item has, beside {@code generation}, two attributes for each breaker: {@code breaker#generation}, the
 * number of its latest order, and {@code breaker#order}, the order. Apart, because only a plain attribute can be set to
 * the counter's new value within the update that moves the counter.
 */
final class FleetItems {

    static final String GENERATION = "generation";
    static final String PARTITION = KeyPrefix.FLEET.of();
    static final ItemKey CONTROL_KEY = new ItemKey(PARTITION, "control");

    private static final String INSTANCE = "i#";
    private static final String ORDER_GENERATION = "#generation";
    private static final String ORDER = "#order";

    private FleetItems() {}

    static String orderGeneration(String breaker) {
        return breaker + ORDER_GENERATION;
    }

    static String order(String breaker) {
        return breaker + ORDER;
    }

    static ItemKey instanceKey(String id) {
        return new ItemKey(PARTITION, INSTANCE + id);
    }

    static String transitions(String breaker) {
        return KeyPrefix.TRANSITIONS.of(breaker);
    }

    /** Within the times that a stamp can tell. */
    static String moment(Instant at) {
        return Stamp.text(Math.clamp(at.toEpochMilli(), 0, 9_999_999_999_999L));
    }

    static Item order(Order order) {
        return switch (order) {
            case Order.Reset reset ->
                Item.within().text("action", "RESET").text("by", reset.by()).build();
            case Order.Hold hold ->
                Item.within()
                        .text("action", hold.state().name())
                        .text("reason", hold.reason())
                        .text("until", hold.until().toString())
                        .text("by", hold.by())
                        .build();
        };
    }

    static ControlDocument control(Item item) {
        var orders = new HashMap<String, Issued>();
        for (String attribute : item.names()) {
            if (attribute.endsWith(ORDER)) {
                String breaker = attribute.substring(0, attribute.length() - ORDER.length());
                orders.put(
                        breaker, new Issued(item.number(orderGeneration(breaker), 0), orderOf(item.item(attribute))));
            }
        }
        return new ControlDocument(item.number(GENERATION, 0), orders);
    }

    private static Order orderOf(Item order) {
        String action = order.text("action");
        return action.equals("RESET")
                ? new Order.Reset(order.text("by"))
                : new Order.Hold(
                        CircuitBreakerState.valueOf(action),
                        order.text("reason"),
                        Instant.parse(order.text("until")),
                        order.text("by"));
    }

    static Item instance(InstanceState state, Instant expiry) {
        var states = new HashMap<String, String>();
        state.states().forEach((name, breaker) -> states.put(name, breaker.name()));
        return Item.at(instanceKey(state.id()))
                .text("host", state.host())
                .number("started", state.started().toEpochMilli())
                .number("seen", state.seen().toEpochMilli())
                .number("every", state.every().toMillis())
                .number(GENERATION, state.generation())
                .with("states", Value.textMap(states))
                .expiry(expiry)
                .build();
    }

    private static InstanceState instance(Item item) {
        var states = new HashMap<String, CircuitBreakerState>();
        item.textMap("states").forEach((name, state) -> states.put(name, CircuitBreakerState.valueOf(state)));
        return new InstanceState(
                item.sk().substring(INSTANCE.length()),
                item.text("host"),
                Instant.ofEpochMilli(item.number("started", 0)),
                Instant.ofEpochMilli(item.number("seen", 0)),
                Duration.ofMillis(item.number("every", 0)),
                item.number(GENERATION, 0),
                states);
    }

    static FleetState fleet(List<Item> items) {
        return new FleetState(
                items.stream()
                        .filter(item -> item.sk().equals(CONTROL_KEY.sk()))
                        .findFirst()
                        .map(FleetItems::control)
                        .orElse(ControlDocument.NONE),
                items.stream()
                        .filter(item -> item.sk().startsWith(INSTANCE))
                        .map(FleetItems::instance)
                        .toList());
    }

    static Item transition(RecordedTransition transition, Instant expiry) {
        String sortKey = moment(transition.at())
                + '#'
                + transition.instance()
                + '#'
                + String.format("%08d", transition.sequence());
        return Item.at(new ItemKey(transitions(transition.name()), sortKey))
                .text("from", transition.from().name())
                .text("to", transition.to().name())
                .text("reason", transition.reason())
                .expiry(expiry)
                .build();
    }

    static RecordedTransition transition(Item item) {
        String[] key = item.sk().split("#", -1);
        return new RecordedTransition(
                KeyPrefix.TRANSITIONS.restOf(item.pk()),
                Instant.ofEpochMilli(Long.parseLong(key[0])),
                CircuitBreakerState.valueOf(item.text("from")),
                CircuitBreakerState.valueOf(item.text("to")),
                item.text("reason"),
                key[1],
                Long.parseLong(key[2]));
    }
}
