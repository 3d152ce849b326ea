package io.monitoring.resilience.fleet;

import io.monitoring.platform.config.InternalConfig;
import io.monitoring.platform.guard.BreakerMoved;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyStates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * This instance's part in the fleet: it carries out the orders of the control item, and tells the others what its
 * breakers stand at and how far it got.
 */
@ApplicationScoped
public class FleetBreakers {

    /** How often orders are looked for: an admin who resets waits for it, and a month of looks costs 16 cents. */
    private static final Duration POLL_EVERY = Duration.ofSeconds(1);

    /** Where each invocation of a function looks: at most one read in so long. */
    private static final Duration POLL_AT_MOST_EVERY = Duration.ofSeconds(5);

    private final FleetTable table;
    private final ThisInstance self;
    private final Breakers breakers;
    private final DependencyStates states;
    private final Clock clock;
    private final JitteredInterval poll;
    private final JitteredInterval heartbeat;
    private volatile long generation;

    FleetBreakers(
            FleetTable table,
            ThisInstance self,
            Breakers breakers,
            DependencyStates states,
            InternalConfig internal,
            Clock clock) {
        this.table = table;
        this.self = self;
        this.breakers = breakers;
        this.states = states;
        this.clock = clock;
        this.poll =
                new JitteredInterval(internal.fleetTimer() ? POLL_EVERY : POLL_AT_MOST_EVERY, FleetBreakers::chance);
        this.heartbeat = new JitteredInterval(ThisInstance.HEARTBEAT_EVERY, FleetBreakers::chance);
    }

    /**
     * Looks for orders now, carries them out, and says so. For an environment without background work, such as a Lambda
     * function at each invocation: two calls when there is something new, one when there is not.
     */
    public Uni<Void> catchUp() {
        return look().chain(this::tell);
    }

    /** The latest order that this instance has carried out; 0 before the first. */
    public long generation() {
        return generation;
    }

    /** What is due of looking and telling. */
    Uni<Boolean> whatIsDue() {
        boolean looks = poll.due(clock.instant());
        return Uni.createFrom()
                .deferred(() -> looks ? look() : Uni.createFrom().voidItem())
                .chain(() -> {
                    boolean tells = heartbeat.due(clock.instant());
                    return tell().replaceWith(looks || tells);
                });
    }

    /** Carries the order out here, and gives it to the fleet: its number. Fails where the fleet cannot be told. */
    Uni<Long> order(Set<String> names, Order order) {
        return Uni.createFrom().deferred(() -> {
            carryOut(names, order);
            return table.order(names, order)
                    .invoke(this::carryOutGiven)
                    .map(ControlDocument::generation)
                    // What cannot be told now will be told soon.
                    .call(() -> tell().onFailure().recoverWithNull());
        });
    }

    /** Here only. */
    void carryOut(Set<String> names, Order order) {
        names.forEach(name -> carryOut(name, order));
    }

    /** A real small write, which also says that this instance is there. */
    public Uni<Void> heartbeat() {
        return Uni.createFrom().deferred(() -> {
            heartbeat.done(clock.instant());
            return table.publish(self.state(generation)).onFailure().invoke(heartbeat::again);
        });
    }

    void breakerMoved(@Observes BreakerMoved moved) {
        heartbeat.again();
    }

    private Uni<Void> look() {
        return Uni.createFrom()
                .deferred(table::control)
                .invoke(this::carryOutNewer)
                .invoke(() -> poll.done(clock.instant()))
                .replaceWithVoid();
    }

    private Uni<Void> tell() {
        return Uni.createFrom()
                .deferred(() -> heartbeat.due(clock.instant())
                        ? heartbeat()
                        : Uni.createFrom().voidItem());
    }

    /** An eventually consistent read may show what was: an older generation says nothing. */
    private synchronized void carryOutNewer(ControlDocument control) {
        if (control.generation() > generation) {
            control.after(generation).forEach(this::carryOut);
            generation = control.generation();
            heartbeat.again();
        }
    }

    /** What an update answers is what is; where its number is lower than ours, the table was made anew. */
    private synchronized void carryOutGiven(ControlDocument control) {
        if (control.generation() < generation) {
            generation = control.generation();
            heartbeat.again();
        }
        carryOutNewer(control);
    }

    private void carryOut(String name, Order order) {
        // A later version may know breakers that this one does not have.
        if (!breakers.known(name)) {
            return;
        }
        switch (order) {
            case Order.Reset reset -> {
                states.forget(name);
                breakers.reset(name, "reset by " + reset.by());
            }
            case Order.Hold hold -> breakers.hold(name, hold.manual());
        }
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
