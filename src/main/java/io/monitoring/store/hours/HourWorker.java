package io.monitoring.store.hours;

import io.monitoring.platform.table.ReadCost;
import io.monitoring.series.Hour;
import io.monitoring.store.Part;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The work that follows a write. Everything is recomputed from what lies in the table: doing it twice is harmless. */
@ApplicationScoped
public class HourWorker {

    private final HourIndex hours;
    private final OpenHours openHours;
    private final HourCompaction compaction;
    private final List<SettledMinutesListener> listeners;

    HourWorker(
            HourIndex hours,
            OpenHours openHours,
            HourCompaction compaction,
            @All List<SettledMinutesListener> listeners) {
        this.hours = hours;
        this.openHours = openHours;
        this.compaction = compaction;
        this.listeners = listeners;
    }

    /**
     * Brings an hour's roll-ups and its service's registry entry up to date, closes the hour when it is time, and tells
     * the listeners.
     *
     * @return whether there is nothing left to do, until new points come
     */
    public Uni<Boolean> catchUp(Part part) {
        return workOff(part).call(finished -> tell(part));
    }

    private Uni<Void> tell(Part part) {
        return Multi.createFrom()
                .iterable(listeners)
                .onItem()
                .transformToUniAndConcatenate(listener -> listener.minutesSettled(part))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> workOff(Part part) {
        return hours.find(part.service(), part.hour(), new ReadCost()).chain(state -> {
            if (state == null || !state.hasBlocks()) {
                return Uni.createFrom().item(true);
            }
            if (compaction.isDue(state)) {
                openHours.forget(part);
                return compaction.close(state).replaceWith(false);
            }
            return state.closed() == null
                    ? openHours.catchUp(state).replaceWith(false)
                    : Uni.createFrom().item(false);
        });
    }

    /** The hours of a service between two hours (inclusive) in which there is something left to do. */
    public Uni<List<Part>> unfinished(String service, Hour from, Hour to) {
        return hours.list(service, from, to, new ReadCost()).map(states -> states.stream()
                .filter(HourState::hasBlocks)
                .map(state -> new Part(service, state.hour()))
                .toList());
    }
}
