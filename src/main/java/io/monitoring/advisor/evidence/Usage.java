package io.monitoring.advisor.evidence;

import java.time.Duration;
import java.util.List;

/**
 * What this instance had DynamoDB do since it started.
 *
 * @param over how long that is
 * @param writes by service and kind of item
 */
public record Usage(Duration over, double readUnits, List<Writes> writes) {

    /** @param kind of item: {@code block}, {@code segment}, {@code rollup}, {@code chunk}, {@code registry}, ... */
    public record Writes(String service, String kind, double units) {}

    public Usage {
        writes = List.copyOf(writes);
    }

    public double writeUnits() {
        return writes.stream().mapToDouble(Writes::units).sum();
    }
}
