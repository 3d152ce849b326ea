package io.monitoring.platform.table;

import io.monitoring.platform.guard.DependencyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** DynamoDB answered that conditions of a transaction do not hold: nothing of it was written. */
public final class TransactionRefusedException extends RuntimeException {

    private static final String FAILED_CONDITION = "ConditionalCheckFailed";

    private final transient Map<Integer, Item> refusals = new TreeMap<>();

    TransactionRefusedException(TransactionCanceledException cancelled) {
        super("conditions of the transaction do not hold", cancelled, false, false);
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        for (int i = 0; i < reasons.size(); i++) {
            if (FAILED_CONDITION.equals(reasons.get(i).code())) {
                refusals.put(
                        i, new Item(reasons.get(i).hasItem() ? reasons.get(i).item() : Map.of()));
            }
        }
    }

    /**
     * The refusal that a failure is or goes back to. Also one that an attempt without an answer may have brought about: it
     * is the cause of an {@link DependencyException.OutcomeUnknown} then.
     */
    public static Optional<TransactionRefusedException> in(Throwable failure) {
        Throwable refusal = failure instanceof DependencyException.OutcomeUnknown ? failure.getCause() : failure;
        return refusal instanceof TransactionRefusedException refused ? Optional.of(refused) : Optional.empty();
    }

    /** What lies in the place of the item at {@code index}, where it is that one's condition which does not hold; without attributes
     * unless it was put {@link ConditionalPut#showingOld}. */
    public Optional<Item> by(int index) {
        return Optional.ofNullable(refusals.get(index));
    }
}
