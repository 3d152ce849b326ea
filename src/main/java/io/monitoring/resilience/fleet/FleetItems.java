package io.monitoring.resilience.fleet;

import static io.monitoring.platform.table.ItemAttributes.PK;
import static io.monitoring.platform.table.ItemAttributes.SK;
import static io.monitoring.platform.table.ItemAttributes.TTL;

import io.monitoring.resilience.fleet.ControlDocument.Issued;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keys and attributes of the fleet's items in the one table (the others are in {@code store.Schema}).
 *
 * <table>
 * <caption>Items (# separates)</caption>
 * <tr><th>item</th><th>pk</th><th>sk</th></tr>
 * <tr><td>orders</td><td>{@code F}</td><td>{@code control}</td></tr>
 * <tr><td>instance</td><td>{@code F}</td><td>{@code i#id}</td></tr>
 * <tr><td>transition</td><td>{@code F#breaker}</td><td>epoch milliseconds#instance#sequence</td></tr>
 * <tr><td>what the dependency probe reads and writes</td><td>{@code control}</td><td>{@code probe}</td></tr>
 * </table>
 *
 * <p>The control item has, beside {@code generation}, two attributes for each breaker: {@code breaker#generation}, the
 * number of its latest order, and {@code breaker#order}, the order. Apart, because only a plain attribute can be set to
 * the counter's new value within the update that moves the counter.
 */
final class FleetItems {

    static final String GENERATION = "generation";
    static final Map<String, AttributeValue> CONTROL_KEY = Map.of(PK, text("F"), SK, text("control"));
    static final AttributeValue PARTITION = text("F");

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

    static Map<String, AttributeValue> instanceKey(String id) {
        return Map.of(PK, PARTITION, SK, text(INSTANCE + id));
    }

    static AttributeValue transitions(String breaker) {
        return text("F#" + breaker);
    }

    /** Of 13 digits, so that the text sorts as the times do: from 1970 to 2286. */
    static String moment(Instant at) {
        return String.format("%013d", Math.clamp(at.toEpochMilli(), 0, 9_999_999_999_999L));
    }

    static AttributeValue order(Order order) {
        return AttributeValue.fromM(
                switch (order) {
                    case Order.Reset reset -> Map.of("action", text("RESET"), "by", text(reset.by()));
                    case Order.Hold hold ->
                        Map.of(
                                "action", text(hold.state().name()),
                                "reason", text(hold.reason()),
                                "until", text(hold.until().toString()),
                                "by", text(hold.by()));
                });
    }

    static ControlDocument control(Map<String, AttributeValue> item) {
        var orders = new HashMap<String, Issued>();
        item.forEach((attribute, value) -> {
            if (attribute.endsWith(ORDER)) {
                String breaker = attribute.substring(0, attribute.length() - ORDER.length());
                orders.put(breaker, new Issued(number(item, orderGeneration(breaker)), order(value.m())));
            }
        });
        return new ControlDocument(number(item, GENERATION), orders);
    }

    private static Order order(Map<String, AttributeValue> value) {
        String action = value.get("action").s();
        String by = value.get("by").s();
        return action.equals("RESET")
                ? new Order.Reset(by)
                : new Order.Hold(
                        CircuitBreakerState.valueOf(action),
                        value.get("reason").s(),
                        Instant.parse(value.get("until").s()),
                        by);
    }

    static Map<String, AttributeValue> instance(InstanceState state, Instant expiry) {
        var item = new HashMap<>(instanceKey(state.id()));
        item.put("host", text(state.host()));
        item.put("started", number(state.started().toEpochMilli()));
        item.put("seen", number(state.seen().toEpochMilli()));
        item.put("every", number(state.every().toMillis()));
        item.put(GENERATION, number(state.generation()));
        var states = new HashMap<String, AttributeValue>();
        state.states().forEach((name, breaker) -> states.put(name, text(breaker.name())));
        item.put("states", AttributeValue.fromM(states));
        item.put(TTL, number(expiry.getEpochSecond()));
        return item;
    }

    private static InstanceState instance(Map<String, AttributeValue> item) {
        var states = new HashMap<String, CircuitBreakerState>();
        item.get("states").m().forEach((name, state) -> states.put(name, CircuitBreakerState.valueOf(state.s())));
        return new InstanceState(
                item.get(SK).s().substring(INSTANCE.length()),
                item.get("host").s(),
                Instant.ofEpochMilli(number(item, "started")),
                Instant.ofEpochMilli(number(item, "seen")),
                Duration.ofMillis(number(item, "every")),
                number(item, GENERATION),
                states);
    }

    static FleetState fleet(List<Map<String, AttributeValue>> items) {
        return new FleetState(
                items.stream()
                        .filter(item -> item.get(SK).equals(CONTROL_KEY.get(SK)))
                        .findFirst()
                        .map(FleetItems::control)
                        .orElse(ControlDocument.NONE),
                items.stream()
                        .filter(item -> item.get(SK).s().startsWith(INSTANCE))
                        .map(FleetItems::instance)
                        .toList());
    }

    static Map<String, AttributeValue> transition(RecordedTransition transition, Instant expiry) {
        return Map.of(
                PK,
                transitions(transition.name()),
                SK,
                text(moment(transition.at())
                        + '#'
                        + transition.instance()
                        + '#'
                        + String.format("%08d", transition.sequence())),
                "from",
                text(transition.from().name()),
                "to",
                text(transition.to().name()),
                "reason",
                text(transition.reason()),
                TTL,
                number(expiry.getEpochSecond()));
    }

    static RecordedTransition transition(Map<String, AttributeValue> item) {
        String[] key = item.get(SK).s().split("#", -1);
        return new RecordedTransition(
                item.get(PK).s().substring(2),
                Instant.ofEpochMilli(Long.parseLong(key[0])),
                CircuitBreakerState.valueOf(item.get("from").s()),
                CircuitBreakerState.valueOf(item.get("to").s()),
                item.get("reason").s(),
                key[1],
                Long.parseLong(key[2]));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static long number(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
