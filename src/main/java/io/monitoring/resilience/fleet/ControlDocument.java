package io.monitoring.resilience.fleet;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The orders that were given to the fleet.
 *
 * @param generation the number of the latest order; 0 before the first
 * @param orders the latest order for each breaker that ever had one, by the breaker's name
 */
public record ControlDocument(long generation, Map<String, Issued> orders) {

    /** An order and its number. */
    public record Issued(long generation, Order order) {}

    public static final ControlDocument NONE = new ControlDocument(0, Map.of());

    public ControlDocument {
        orders = Map.copyOf(orders);
    }

    /** What an instance that has carried out everything up to {@code generation} still has to do, by breaker. */
    public Map<String, Order> after(long generation) {
        var newer = new LinkedHashMap<String, Order>();
        orders.forEach((name, issued) -> {
            if (issued.generation() > generation) {
                newer.put(name, issued.order());
            }
        });
        return newer;
    }
}
