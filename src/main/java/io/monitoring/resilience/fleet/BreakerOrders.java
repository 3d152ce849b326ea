package io.monitoring.resilience.fleet;

import io.monitoring.platform.guard.DependencyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Gives an order to every instance and waits a little for their answers; where it can reach none, to this one. */
@ApplicationScoped
public class BreakerOrders {

    private static final Logger LOG = Logger.getLogger(BreakerOrders.class);
    /** How long the others may take to say that they carried it out: three of their looks. */
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final FleetBreakers fleet;
    private final FleetTable table;
    private final ThisInstance self;
    private final FleetConfig config;
    private final Clock clock;

    BreakerOrders(FleetBreakers fleet, FleetTable table, ThisInstance self, FleetConfig config, Clock clock) {
        this.fleet = fleet;
        this.table = table;
        this.self = self;
        this.config = config;
        this.clock = clock;
    }

    /** Never fails: the order is carried out here whatever becomes of the rest. */
    public Uni<Acknowledgement> give(Set<String> names, Order order) {
        if (!config.enabled()) {
            fleet.carryOut(names, order);
            return Uni.createFrom().item(this::ofThisInstance);
        }
        return fleet.order(names, order)
                .chain(generation -> acknowledged(generation, System.nanoTime() + ACKNOWLEDGE_WITHIN.toNanos()))
                .onFailure(DependencyException.class)
                .invoke(away -> LOG.warnf("an order for %s is of this instance only: %s", names, away.getMessage()))
                .onFailure(DependencyException.class)
                .recoverWithItem(this::ofThisInstance);
    }

    private Acknowledgement ofThisInstance() {
        return Acknowledgement.ofThisInstance(fleet.generation());
    }

    private Uni<Acknowledgement> acknowledged(long generation, long deadline) {
        return table.fleet()
                .map(state -> Acknowledgement.of(generation, state.known(clock.instant())))
                // The order is given; that nobody can be asked for it now does not take it back.
                .onFailure()
                .recoverWithItem(() -> Acknowledgement.of(generation, List.of(self.state(fleet.generation()))))
                .chain(answer -> answer.complete() || System.nanoTime() >= deadline
                        ? Uni.createFrom().item(answer)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(BETWEEN_LOOKS)
                                .chain(() -> acknowledged(generation, deadline)));
    }
}
