package io.monitoring.live;

import io.monitoring.analysis.forecast.Crossing.Side;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.ReadCost;
import io.monitoring.platform.table.Table;
import io.monitoring.platform.table.Table.WriteLabel;
import io.monitoring.platform.table.Update;
import io.monitoring.platform.table.Value;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        return table.read(key(service), new ReadCost()).map(item -> item == null ? Stated.NONE : stated(item));
    }

    /** Replaces what was stated of a service; an empty list takes it back. */
    Uni<Void> state(String service, List<Limit> limits) {
        Item item = Item.at(key(service))
                .with(LIMITS, Value.items(limits.stream().map(LimitStore::item).toList()))
                .build();
        return table.put(label(service), item);
    }

    /** Notes a turn, unless a later one is noted. */
    Uni<Boolean> looked(String service, long turn, Map<String, Instant> standing) {
        Map<String, String> times = new HashMap<>();
        standing.forEach((subject, expected) -> times.put(subject, expected.toString()));
        return table.update(
                label(service),
                key(service),
                Update.of("SET #turn = :turn, standing = :standing")
                        .when("attribute_exists(pk) AND (attribute_not_exists(#turn) OR #turn < :turn)")
                        .name("#turn", TURN)
                        .number(":turn", turn)
                        .with(":standing", Value.textMap(times)));
    }

    private static Stated stated(Item item) {
        Map<String, Instant> standing = new TreeMap<>();
        item.textMap(STANDING).forEach((subject, at) -> standing.put(subject, Instant.parse(at)));
        return new Stated(
                item.items(LIMITS).stream().map(LimitStore::limit).toList(),
                item.number(TURN, StaggeredPeriod.NEVER),
                standing);
    }

    private static Item item(Limit limit) {
        return Item.within()
                .text("metric", limit.metric())
                .with("labels", Value.textMap(limit.labels()))
                .text("value", Double.toString(limit.value()))
                .text("side", limit.side().name())
                .build();
    }

    private static Limit limit(Item item) {
        return new Limit(
                item.text("metric"),
                item.textMap("labels"),
                Double.parseDouble(item.text("value")),
                Side.valueOf(item.text("side")));
    }

    private static ItemKey key(String service) {
        return new ItemKey(KeyPrefix.LIMITS.of(service), ONLY);
    }

    private static WriteLabel label(String service) {
        return new WriteLabel(service, "limits");
    }
}
