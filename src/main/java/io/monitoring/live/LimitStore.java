package io.monitoring.live;

import io.monitoring.analysis.forecast.Crossing.Side;
import io.monitoring.platform.table.ItemAttributes;
import io.monitoring.platform.table.KeyRange;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The limits of a service as they were stated, and what the worker made of them last: {@code pk=L#service},
 * {@code sk=limits}. Numbers are texts: DynamoDB's own do not reach as far as a double.
 */
@ApplicationScoped
class LimitStore {

    private static final String ONLY = "limits";
    private static final String LIMITS = "limits";
    private static final String TURN = "turn";
    private static final String STANDING = "standing";

    private final Table table;

    LimitStore(Table table) {
        this.table = table;
    }

    /**
     * @param turn of the service in which they were looked at last; {@link StaggeredPeriod#NEVER} where they have not been
     * @param standing by {@link Finding#subject()}, the crossings that were warned of, and when they are expected
     */
    record Stated(List<Limit> limits, long turn, Map<String, Instant> standing) {

        static final Stated NONE = new Stated(List.of(), StaggeredPeriod.NEVER, Map.of());
    }

    Uni<Stated> of(String service) {
        return table.query(KeyRange.between(partition(service), ONLY, ONLY), true, new ReadCost())
                .map(items -> items.isEmpty() ? Stated.NONE : stated(items.getFirst()));
    }

    /** Replaces what was stated of a service; an empty list takes it back. */
    Uni<Void> state(String service, List<Limit> limits) {
        Map<String, AttributeValue> item = new HashMap<>(key(service));
        item.put(
                LIMITS,
                AttributeValue.fromL(limits.stream().map(LimitStore::item).toList()));
        return table.put(label(service), item);
    }

    /** Notes a turn, unless a later one is noted. */
    Uni<Boolean> looked(String service, long turn, Map<String, Instant> standing) {
        Map<String, AttributeValue> times = new HashMap<>();
        standing.forEach((subject, expected) -> times.put(subject, text(expected.toString())));
        return table.update(label(service), key(service), update -> update.updateExpression(
                        "SET #turn = :turn, standing = :standing")
                .conditionExpression("attribute_exists(pk) AND (attribute_not_exists(#turn) OR #turn < :turn)")
                .expressionAttributeNames(Map.of("#turn", TURN))
                .expressionAttributeValues(Map.of(
                        ":turn", AttributeValue.fromN(Long.toString(turn)),
                        ":standing", AttributeValue.fromM(times))));
    }

    private static Stated stated(Map<String, AttributeValue> item) {
        Map<String, Instant> standing = new TreeMap<>();
        if (item.containsKey(STANDING)) {
            item.get(STANDING).m().forEach((subject, at) -> standing.put(subject, Instant.parse(at.s())));
        }
        return new Stated(
                item.get(LIMITS).l().stream().map(one -> limit(one.m())).toList(),
                item.containsKey(TURN) ? Long.parseLong(item.get(TURN).n()) : StaggeredPeriod.NEVER,
                standing);
    }

    private static AttributeValue item(Limit limit) {
        Map<String, AttributeValue> labels = new HashMap<>();
        limit.labels().forEach((name, value) -> labels.put(name, text(value)));
        return AttributeValue.fromM(Map.of(
                "metric", text(limit.metric()),
                "labels", AttributeValue.fromM(labels),
                "value", text(Double.toString(limit.value())),
                "side", text(limit.side().name())));
    }

    private static Limit limit(Map<String, AttributeValue> item) {
        Map<String, String> labels = new TreeMap<>();
        item.get("labels").m().forEach((name, value) -> labels.put(name, value.s()));
        return new Limit(
                item.get("metric").s(),
                labels,
                Double.parseDouble(item.get("value").s()),
                Side.valueOf(item.get("side").s()));
    }

    private static String partition(String service) {
        return "L#" + service;
    }

    private static Map<String, AttributeValue> key(String service) {
        return Map.of(ItemAttributes.PK, text(partition(service)), ItemAttributes.SK, text(ONLY));
    }

    private static WriteLabel label(String service) {
        return new WriteLabel(service, "limits");
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
