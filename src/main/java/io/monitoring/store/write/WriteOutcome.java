package io.monitoring.store.write;

import io.monitoring.platform.guard.DependencyException;
import io.monitoring.store.Part;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of points that were to be written: all are safe but those of the parts named, each with the reason.
 *
 * @param kept where the safe ones are: STORED when all of them are in DynamoDB, QUEUED when some are only in the queue
 */
public record WriteOutcome(Durability kept, Map<Part, DependencyException> failed) {

    public static final WriteOutcome STORED = new WriteOutcome(Durability.STORED, Map.of());
    public static final WriteOutcome QUEUED = new WriteOutcome(Durability.QUEUED, Map.of());

    static WriteOutcome of(Durability kept) {
        return kept == Durability.STORED ? STORED : QUEUED;
    }

    static WriteOutcome failed(Part part, DependencyException failure) {
        return new WriteOutcome(Durability.STORED, Map.of(part, failure));
    }

    public boolean complete() {
        return failed.isEmpty();
    }

    /** Whether DynamoDB took all of it. */
    boolean stored() {
        return complete() && kept == Durability.STORED;
    }

    WriteOutcome and(WriteOutcome other) {
        Durability both = kept == Durability.STORED ? other.kept : kept;
        if (complete() || other.complete()) {
            return new WriteOutcome(both, complete() ? other.failed : failed);
        }
        Map<Part, DependencyException> all = new HashMap<>(failed);
        all.putAll(other.failed);
        return new WriteOutcome(both, all);
    }
}
