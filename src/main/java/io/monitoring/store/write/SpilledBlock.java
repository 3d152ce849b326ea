package io.monitoring.store.write;

import io.monitoring.series.Hour;
import io.monitoring.store.Part;

/**
 * A block on its way through the queue, after an attempt to store it that was not answered.
 *
 * @param service of which service
 * @param hour    of which hour, {@code yyyyMMddHH}
 * @param pk      the key that the block was to have, and
 * @param sk      may have, if the attempt was carried out, or yet is
 * @param bytes   the packed points
 */
public record SpilledBlock(String service, String hour, String pk, String sk, byte[] bytes) implements Spilled {

    Part part() {
        return new Part(service, Hour.parse(hour));
    }
}
