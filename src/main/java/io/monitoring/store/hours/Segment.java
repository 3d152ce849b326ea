package io.monitoring.store.hours;

import io.monitoring.platform.table.Item;
import io.monitoring.store.Attributes;

/**
 * The roll-ups of what was written to an open hour between two stamps.
 *
 * @param from  stamp of the first block in it (inclusive)
 * @param until stamp at which the next segment begins
 */
public record Segment(String service, long from, long until, byte[] bytes) {

    static Segment of(String service, Item item) {
        return new Segment(
                service, Long.parseLong(item.sk()), item.number(Attributes.UNTIL, 0), item.bytes(Attributes.BYTES));
    }
}
