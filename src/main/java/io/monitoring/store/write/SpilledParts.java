package io.monitoring.store.write;

import java.util.List;

/**
 * Points on their way through the queue in one message, none of which anybody has tried to put into DynamoDB: they are
 * stored all at once, or not at all.
 *
 * @param fence a name that no others have; who stores them takes it
 * @param parts at most {@link #MOST_PARTS}, of any services and hours
 */
public record SpilledParts(String fence, List<PackedPart> parts) implements Spilled {

    /** Few enough for one of DynamoDB's transactions. */
    public static final int MOST_PARTS = 40;
}
