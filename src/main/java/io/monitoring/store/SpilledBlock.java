package io.monitoring.store;

/**
 * A block on its way through the queue.
 *
 * @param service of which service
 * @param hour    of which hour, {@code yyyyMMddHH}
 * @param pk      the key that the block was to have: an attempt to put it there may have gone out unanswered, and
 * @param sk      may yet have been carried out
 * @param bytes   the packed points
 */
public record SpilledBlock(String service, String hour, String pk, String sk, byte[] bytes) implements Spilled {

    Part part() {
        return new Part(service, Hour.parse(hour));
    }
}
