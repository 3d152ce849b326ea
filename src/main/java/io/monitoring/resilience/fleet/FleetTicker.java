package io.monitoring.resilience.fleet;

import io.monitoring.platform.config.InternalConfig;
import io.monitoring.platform.start.StartupOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Lets the instance look, tell and try. On a timer of the event loop, since Quarkus' scheduler knows whole seconds only
 * and its worker threads may all be taken in an outage. One round at a time, so that there is one control call in flight.
 */
@ApplicationScoped
public class FleetTicker {

    private static final long TICK_MILLIS = 250;
    private static final long FAREWELL_MILLIS = 1_000;
    private static final Logger LOG = Logger.getLogger(FleetTicker.class);

    private final FleetBreakers fleet;
    private final EarlyClosing earlyClosing;
    private final TransitionHistory history;
    private final FleetTable table;
    private final ThisInstance self;
    private final FleetReach reach;
    private final FleetConfig config;
    private final InternalConfig internal;
    private final Vertx vertx;
    private CompletableFuture<Void> round = CompletableFuture.completedFuture(null);
    private volatile Long timer;

    FleetTicker(
            FleetBreakers fleet,
            EarlyClosing earlyClosing,
            TransitionHistory history,
            FleetTable table,
            ThisInstance self,
            FleetReach reach,
            FleetConfig config,
            InternalConfig internal,
            Vertx vertx) {
        this.fleet = fleet;
        this.earlyClosing = earlyClosing;
        this.history = history;
        this.table = table;
        this.self = self;
        this.reach = reach;
        this.config = config;
        this.internal = internal;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(StartupOrder.LAST) StartupEvent event) {
        if (internal.fleetTimer() && (config.enabled() || internal.earlyClosing())) {
            timer = vertx.setPeriodic(TICK_MILLIS, tick -> begin());
        }
    }

    /** Others need not wait for three heartbeats to know that this one has gone. */
    void stop(@Observes @Priority(StartupOrder.CONSUMER) ShutdownEvent event) {
        if (timer == null) {
            return;
        }
        vertx.cancelTimer(timer);
        if (config.enabled()) {
            table.leave(self.id())
                    .onFailure()
                    .recoverWithNull()
                    .subscribeAsCompletionStage()
                    .completeOnTimeout(null, FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private synchronized void begin() {
        if (round.isDone()) {
            round = round().subscribeAsCompletionStage();
        }
    }

    /** Looks, tells and tries what is due. Never fails. Not to be called again before it is done. */
    public Uni<Void> round() {
        return fleetRound()
                .chain(() -> when(internal.earlyClosing(), earlyClosing::whatIsDue))
                .onFailure()
                .invoke(failure -> LOG.error("the round of the fleet ended early", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> fleetRound() {
        return when(config.enabled() && reach.isWorthACall(), () -> fleet.whatIsDue()
                .chain(called -> history.write().map(wrote -> called || wrote))
                .invoke(called -> {
                    if (called) {
                        reach.succeeded();
                    }
                })
                .onFailure()
                .invoke(reach::failed)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid());
    }

    private static Uni<Void> when(boolean condition, Supplier<Uni<Void>> then) {
        return condition ? then.get() : Uni.createFrom().voidItem();
    }
}
