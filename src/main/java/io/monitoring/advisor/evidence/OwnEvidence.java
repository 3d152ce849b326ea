package io.monitoring.advisor.evidence;

import io.monitoring.advisor.request.Period;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.BreakerSnapshot;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyState;
import io.monitoring.platform.guard.DependencyState.Condition;
import io.monitoring.platform.guard.DependencyStates;
import io.monitoring.resilience.fleet.FleetTable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** This service as a patient: its breakers, from memory, and what the fleet's did. */
@ApplicationScoped
class OwnEvidence {

    private static final int MOVES_A_BREAKER = 100;

    private final Breakers breakers;
    private final DependencyStates states;
    private final FleetTable fleet;

    OwnEvidence(Breakers breakers, DependencyStates states, FleetTable fleet) {
        this.breakers = breakers;
        this.states = states;
        this.fleet = fleet;
    }

    List<BreakerReading> breakers() {
        return breakers.snapshots().stream().map(this::reading).toList();
    }

    private BreakerReading reading(BreakerSnapshot breaker) {
        DependencyState state = states.of(breaker.name());
        return new BreakerReading(
                breaker.name(),
                breakers.state(breaker.name()),
                breaker.since(),
                breaker.calls(),
                breaker.failures(),
                state.condition() == Condition.UNHEALTHY,
                state.lastError(),
                breaker.manual() != null);
    }

    /** What this instance remembers. */
    List<BreakerMove> moves(Period window) {
        return sorted(
                breakers.snapshots().stream()
                        .flatMap(breaker -> breaker.transitions().stream()
                                .map(move -> new BreakerMove(
                                        breaker.name(), move.at(), move.from(), move.to(), move.reason())))
                        .toList(),
                window);
    }

    /** What the table remembers of all instances; fails when it is away. */
    Uni<List<BreakerMove>> movesOfTheFleet(Period window) {
        return next(List.copyOf(BreakerNames.IN_USE), window, new ArrayList<>());
    }

    /** One after the other: the door for control calls lets few wait. */
    private Uni<List<BreakerMove>> next(List<String> names, Period window, List<BreakerMove> found) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(() -> sorted(found, window));
        }
        return fleet.history(names.getFirst(), window.from(), window.to(), MOVES_A_BREAKER)
                .invoke(moves -> moves.forEach(move ->
                        found.add(new BreakerMove(move.name(), move.at(), move.from(), move.to(), move.reason()))))
                .chain(() -> next(names.subList(1, names.size()), window, found));
    }

    /** Those of the window, each once, oldest first; in whole milliseconds, as the table has them. */
    static List<BreakerMove> sorted(Collection<BreakerMove> moves, Period window) {
        var sorted = new TreeSet<>(
                Comparator.comparing((BreakerMove move) -> move.at().toEpochMilli())
                        .thenComparing(BreakerMove::name)
                        .thenComparing(BreakerMove::to));
        moves.stream()
                .filter(move -> !move.at().isBefore(window.from()) && move.at().isBefore(window.to()))
                .forEach(sorted::add);
        return List.copyOf(sorted);
    }
}
