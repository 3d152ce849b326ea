package io.monitoring.store.hours;

import io.monitoring.store.Part;
import io.smallrye.mutiny.Uni;

/**
 * Is told, by the instance that works on an hour, that minutes of it may have settled. Whoever implements it reads
 * {@link SettledMinutes} from where it ended; it may be told of the same minutes twice, and by two instances.
 */
public interface SettledMinutesListener {

    /** Must not fail: what could not be done is done from the log the next time. */
    Uni<Void> minutesSettled(Part part);
}
